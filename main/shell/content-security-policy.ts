/**
 * What a page may do, sent as headers with every file by both shells. One text, so that the preview behaves like the
 * kiosk and every browser test runs under the rules of the hall.
 */

const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // blob: is the visitor's own photo, which never has another address.
  'img-src': "'self' blob:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'frame-ancestors': "'none'",
  // One named policy, because a worker's address needs one; nothing else can make markup or script from a string.
  'trusted-types': 'kiosk-worker',
  'require-trusted-types-for': "'script'",
} as const;

type Changes = Partial<Record<keyof typeof policy, string>>;

/**
 * The face detector's thread obeys the rules that come with its script, not those of its page: there, and nowhere else,
 * WebAssembly may run. A string still becomes no script.
 */
const detectorChanges: Changes = { 'script-src': "'self' 'wasm-unsafe-eval'" };
/** The bundler's name for renderer/camera/face-detector-worker.ts. */
const detectorFile = /^\/assets\/face-detector-worker-[\w-]+\.js$/;

const policyText = (pathname: string, changes: Changes): string =>
  Object.entries({ ...policy, ...(detectorFile.test(pathname) ? detectorChanges : {}), ...changes })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');

/** Every feature that Chromium can switch off by name; only the camera is left, for the kiosk's own page. */
const deniedFeatures = [
  'accelerometer',
  'autoplay',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
] as const;

const permissionsPolicy = ['camera=(self)', ...deniedFeatures.map((feature) => `${feature}=()`)].join(', ');

/** The headers of an answer of the packaged kiosk; the path is the file's, "/assets/x.js". */
export const securityHeaders = (pathname: string, changes: Changes = {}): Record<string, string> => ({
  'content-security-policy': policyText(pathname, changes),
  'permissions-policy': permissionsPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});

/** The preview shows the screen inside the developers' dock, which is of the same origin. */
export const previewHeaders = (pathname: string): Record<string, string> =>
  securityHeaders(pathname, pathname === '/dock.html' ? { 'frame-src': "'self'" } : { 'frame-ancestors': "'self'" });
