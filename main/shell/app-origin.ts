/** The only origin that a packaged kiosk shows. */
export const appScheme = 'app';
export const appOrigin = 'app://kiosk';
export const appPage = `${appOrigin}/index.html`;

/** Electron writes an origin with or without its final slash. No URL with anything behind it is an origin. */
export const isAppOrigin = (origin: string): boolean => origin === appOrigin || origin === `${appOrigin}/`;

/** The one address that the window may be at: reloading it is the only navigation. */
export const isAppPage = (url: string): boolean => url === appPage;
