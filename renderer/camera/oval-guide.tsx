import styles from './face-capture.module.css';

/** Where the face belongs: everything outside the oval is dimmed. Good is shown by line and tick, not by colour alone. */
export function OvalGuide({ good }: { readonly good: boolean }) {
  return (
    <svg className={styles['oval']} viewBox="0 0 400 500" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <path
        d="M-400 -400 H800 V900 H-400 Z M200 88 C268 88 316 158 316 250 C316 348 264 422 200 422 C136 422 84 348 84 250 C84 158 132 88 200 88 Z"
        fill="#10141c"
        fillOpacity=".5"
        fillRule="evenodd"
      />
      <path
        d="M200 88 C268 88 316 158 316 250 C316 348 264 422 200 422 C136 422 84 348 84 250 C84 158 132 88 200 88 Z"
        fill="none"
        stroke="#fff"
        strokeWidth={good ? 8 : 5}
        strokeDasharray={good ? 'none' : '18 12'}
        strokeLinecap="round"
      />
      {good && (
        <g transform="translate(200 452)">
          <circle r="26" fill="#17603a" stroke="#fff" strokeWidth="4" />
          <path d="M-11 1 L-3 9 L12 -8" fill="none" stroke="#fff" strokeWidth="6" strokeLinecap="round" />
        </g>
      )}
    </svg>
  );
}
