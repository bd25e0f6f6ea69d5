import type { Session } from 'electron';
import { isAppOrigin } from './app-origin.ts';

export interface PermissionQuestion {
  readonly permission: string;
  /** The origin of the frame that asks, never its URL: a URL can be made to look like ours. */
  readonly origin: string;
  readonly isMainFrame: boolean;
  readonly mediaTypes: readonly string[];
}

/** The camera's picture for our own page. Without a handler Electron grants everything, so everything is asked here. */
export const mayUse = ({ permission, origin, isMainFrame, mediaTypes }: PermissionQuestion): boolean =>
  permission === 'media' &&
  isMainFrame &&
  isAppOrigin(origin) &&
  mediaTypes.length > 0 &&
  mediaTypes.every((type) => type === 'video');

/** Electron asks in two ways, and answers yes wherever one has no handler. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(
      mayUse({
        permission,
        origin: ('securityOrigin' in details && details.securityOrigin) || '',
        isMainFrame: details.isMainFrame,
        mediaTypes: ('mediaTypes' in details && details.mediaTypes) || [],
      }),
    );
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayUse({
      permission,
      origin: requestingOrigin,
      isMainFrame: details.isMainFrame && details.embeddingOrigin === undefined,
      mediaTypes: details.mediaType ? [details.mediaType] : [],
    }),
  );
  // Serial, HID and USB belong to main; a screen that asks for a device is not ours.
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.on('will-download', (event) => event.preventDefault());
}
