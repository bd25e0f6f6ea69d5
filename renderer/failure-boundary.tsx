import { Component, type ReactNode } from 'react';
import { OneMoment } from './screens/one-moment.tsx';

/** Long enough that a screen which fails every time does not flicker, short enough to be a moment. */
const RELOAD_MS = 3_000;

/**
 * A screen that fails is a programmer's mistake: the visitor sees "one moment" and the page begins again. The session
 * lives in main, so that nothing is lost.
 */
export class FailureBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    setTimeout(() => window.location.reload(), RELOAD_MS);
  }

  override render(): ReactNode {
    return this.state.failed ? <OneMoment /> : this.props.children;
  }
}
