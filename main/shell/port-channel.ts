/** From the preload script to main: the page is there and wants its port. */
export const portRequestChannel = 'kiosk-port-request';
/** From main to the preload script, and on to the page: here it is. */
export const portChannel = 'kiosk-port';
