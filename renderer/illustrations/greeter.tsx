import { Art } from './art.tsx';
import styles from './art.module.css';

/** The greeter: a small police officer of our own drawing, who waves. */
export function Greeter() {
  return (
    <Art width={360} height={430}>
      <ellipse className={styles['ground']} cx={180} cy={414} rx={118} ry={14} />
      {/* legs */}
      <path className={styles['dark']} d="M136 322h88l-6 78h-34l-4-40-4 40h-34Z" />
      <path className={styles['dark']} d="M128 400q22-14 48 0v12h-48ZM184 400q22-14 48 0v12h-48Z" />
      {/* the waving arm */}
      <g className={styles['wave']}>
        <path className={styles['light']} d="M238 256q26-14 36-58l30 8q-6 62-54 84Z" />
        <circle className={styles['skin']} cx={292} cy={186} r={23} />
        <path
          className={styles['skin']}
          d="M278 172q-8-18 0-24 8-2 11 18M290 164q-2-22 6-25 9 0 6 25M303 168q5-18 12-18 8 4-2 26"
        />
      </g>
      {/* body */}
      <path className={styles['light']} d="M110 268q70-34 140 0l8 70q-78 22-156 0Z" />
      <path className={styles['paper']} d="m156 256 24 20 24-20-8-12h-32Z" />
      <path className={styles['blue']} d="m172 274 8-6 8 6-2 8 8 34-14 14-14-14 8-34Z" />
      <path className={styles['dark']} d="M104 326q76 22 152 0l2 18q-78 22-156 0Z" />
      <rect className={styles['gold']} x={164} y={334} width={32} height={22} rx={4} />
      <path className={styles['blue']} d="m212 288 14-5 14 5v14q0 12-14 18-14-6-14-18Z" />
      <path className={styles['blue']} d="m108 268 30-12 6 12-30 14Z" />
      <path className={styles['blue']} d="m252 268-30-12-6 12 30 14Z" />
      {/* the other arm */}
      <path className={styles['light']} d="M112 268q-38 30-28 78l30-4q-2-30 12-46Z" />
      <circle className={styles['skin']} cx={100} cy={354} r={20} />
      {/* head */}
      <circle className={styles['skin']} cx={88} cy={176} r={18} />
      <circle className={styles['skin']} cx={272} cy={176} r={18} />
      <path className={styles['skin']} d="M88 150q0-60 92-60t92 60v22q-4 80-92 80t-92-80Z" />
      <path className={styles['dark']} d="M88 164q-4-50 20-62h144q24 12 20 62-10-26-30-34-62 16-124 0-20 8-30 34Z" />
      <ellipse className={styles['dark']} cx={144} cy={182} rx={9} ry={12} />
      <ellipse className={styles['dark']} cx={216} cy={182} rx={9} ry={12} />
      <circle cx={147} cy={177} r={3.5} fill="#fff" />
      <circle cx={219} cy={177} r={3.5} fill="#fff" />
      <path className={styles['line']} d="M130 162q14-9 26-3M204 159q12-6 26 3" />
      <path className={styles['line']} d="M160 216q20 18 40 0" />
      <circle className={styles['blush']} cx={120} cy={208} r={14} />
      <circle className={styles['blush']} cx={240} cy={208} r={14} />
      {/* cap */}
      <path className={styles['blue']} d="M70 86q-2-34 36-46 74-30 148 0 38 12 36 46-20 20-34 24H104q-14-4-34-24Z" />
      <path className={styles['dark']} d="M94 104q86-26 172 0l-4 24q-82-20-164 0Z" />
      <path className={styles['dark']} d="M98 128q82-22 164 0 14 12 6 18-88-28-176 0-8-6 6-18Z" />
      <path className={styles['goldLine']} d="M100 112q80-22 160 0" />
      <path className={styles['gold']} d="m180 42 24 9v18q0 16-24 24-24-8-24-24V51Z" />
      <path
        className={styles['blue']}
        d="m180 54 4.5 8.5 9.5 1.4-7 6.6 1.7 9.5-8.7-4.6-8.7 4.6 1.7-9.5-7-6.6 9.5-1.4Z"
        strokeWidth={0}
      />
    </Art>
  );
}
