import type { Router } from '@orpc/server';
import type { dockContract } from '../contract/dock-contract.ts';
import type { kioskContract } from '../contract/kiosk-contract.ts';

/** The routers know their kiosk; a call brings nothing but its input. */
export type NoContext = Record<string, never>;

/** What a shell needs of a kiosk: main/kiosk.ts makes one. */
export interface ShownKiosk {
  readonly router: Router<typeof kioskContract, NoContext>;
  stop(): Promise<void>;
  /** Called when a visit is wiped; returns the way to stop listening. */
  onSessionEnded(listener: () => void): () => void;
}

/** A kiosk with simulators, which a developer drives through the dock. */
export interface PreviewKiosk extends ShownKiosk {
  /** Null with real devices. */
  readonly dock: Router<typeof dockContract, NoContext> | null;
}

/** What happened to the window, for the log. Never says what a visitor did. */
export type ShellEvent =
  | { readonly event: 'screen-lost'; readonly reason: string; readonly next: 'replace' | 'restart' }
  | { readonly event: 'sender-refused' }
  | { readonly event: 'navigation-refused'; readonly kind: string };
export type ReportShellEvent = (event: ShellEvent) => void;
