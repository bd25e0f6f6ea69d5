import styles from './text-line.module.css';

/** The line being typed, large; it grows when it is long. A real text field: a hardware keyboard and a screen reader know it. */
export function TextLine({
  label,
  value,
  onChange,
  maxLength,
  faulty = false,
  describedBy,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly faulty?: boolean;
  readonly describedBy?: string;
}) {
  return (
    <textarea
      className={styles['line']}
      rows={1}
      // The kiosk's own keyboard stands below; no other may slide over it.
      inputMode="none"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      aria-invalid={faulty}
      aria-describedby={describedBy}
      maxLength={maxLength}
      value={value}
      onChange={(event) => onChange(event.target.value.replaceAll(/\s*\n\s*/g, ' '))}
    />
  );
}
