import { createContext, useContext } from 'react';
import type { DivisionPage } from '../main/contract/kiosk-contract.ts';
import type { Language } from '../main/contract/language.ts';
import type { Result } from '../main/contract/result.ts';
import type { ServiceView } from '../main/contract/service-view.ts';
import type { SessionSnapshot, VisitorAction } from '../main/contract/session-snapshot.ts';
import type { StillCameraError } from '../main/contract/still-picture.ts';
import type { VisitorEvent } from '../main/contract/visitor-event.ts';

/** What every screen needs: the session as it is now, and a way to tell the kiosk what the visitor did. */
export interface Session {
  readonly snapshot: SessionSnapshot;
  /** The service of this visit as its first page showed it; null when the page began in the middle of a visit. */
  readonly service: ServiceView | null;
  readonly send: (event: VisitorEvent) => void;
  /** Service ids, best first. */
  readonly search: (text: string, language: Language) => Promise<readonly string[]>;
  /** What lies in a division, the provinces for null. */
  readonly divisions: (parent: string | null) => Promise<DivisionPage>;
  /** What the kiosk's serial camera sees, as base64 JPEG. */
  readonly takePicture: (signal: AbortSignal) => Promise<Result<string, StillCameraError>>;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a screen was drawn outside a session');
  return session;
}

/** Whether the kiosk accepts an action now; a button that it would refuse is not shown. */
export const useAllowed = (action: VisitorAction): boolean => useSession().snapshot.actions.includes(action);
