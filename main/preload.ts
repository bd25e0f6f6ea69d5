import { ipcRenderer } from 'electron';
import { portChannel, portRequestChannel } from './shell/port-channel.ts';

// The page gets one message port and nothing else: no function of Electron's or ours is put into its world.
ipcRenderer.on(portChannel, (event) => {
  window.postMessage(portChannel, location.origin, [...event.ports]);
});
window.addEventListener('load', () => ipcRenderer.send(portRequestChannel), { once: true });
