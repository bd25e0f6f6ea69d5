import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, MessageChannelMain, type BrowserWindow, type MessagePortMain, type WebFrameMain } from 'electron';
import { appOrigin } from './app-origin.ts';
import { portChannel, portRequestChannel } from './port-channel.ts';
import type { ReportShellEvent, ShownKiosk } from './shown-kiosk.ts';

/** The part of a frame that decides whom to trust. */
export type Sender = Pick<WebFrameMain, 'origin'> | null;

/** Only the main frame of the window shown, at our own origin. A frame that is gone is null. */
export const isOwnSender = (sender: Sender, mainFrame: Sender): boolean =>
  sender !== null && mainFrame !== null && sender === mainFrame && sender.origin === appOrigin;

/**
 * Gives the screen its end of a message port when it asks, once for every page. The contract behind the port parses
 * every call; nothing else of main can be reached.
 */
export function handOverPorts(
  kiosk: ShownKiosk,
  shownWindow: () => BrowserWindow | null,
  report: ReportShellEvent,
): void {
  const handler = new RPCHandler(kiosk.router);
  let lastPort: MessagePortMain | null = null;
  ipcMain.on(portRequestChannel, (event) => {
    const mainFrame = shownWindow()?.webContents.mainFrame ?? null;
    const sender = event.senderFrame;
    if (sender === null || !isOwnSender(sender, mainFrame)) {
      report({ event: 'sender-refused' });
      return;
    }
    lastPort?.close();
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1, { context: {} });
    port1.start();
    lastPort = port1;
    sender.postMessage(portChannel, null, [port2]);
  });
}
