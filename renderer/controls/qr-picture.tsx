import { qrCode, quietZoneModules } from '../../main/contract/qr-code.ts';
import styles from './qr-picture.module.css';

/** A QR code for a telephone, dark on light with its quiet zone whatever the contrast: cameras read no other. */
export function QrPicture({ text, name }: { readonly text: string; readonly name: string }) {
  const { size, bars } = qrCode(text);
  const side = size + 2 * quietZoneModules;
  return (
    <figure className={styles['code']} aria-label={name}>
      <svg
        viewBox={`${-quietZoneModules} ${-quietZoneModules} ${side} ${side}`}
        shapeRendering="crispEdges"
        aria-hidden
      >
        <path className={styles['light']} d={`M${-quietZoneModules} ${-quietZoneModules}h${side}v${side}h${-side}Z`} />
        <path
          className={styles['dark']}
          d={bars.map(({ x, y, length }) => `M${x} ${y}h${length}v1h${-length}Z`).join('')}
        />
      </svg>
    </figure>
  );
}
