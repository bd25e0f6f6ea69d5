import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './hidden-value.module.css';

/** Long enough to read a number aloud or to copy it, short enough that the next in the queue sees nothing. */
const SHOWN_MS = 20_000;

/** Masked until its button is touched, and again a little later. */
export function HiddenValue({
  name,
  text,
  masked,
}: {
  readonly name: string;
  readonly text: string;
  readonly masked: string;
}) {
  const { t } = useTranslation('journey');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <span className={styles['hidden']}>
      <span className={styles['value']}>{shown ? text : masked}</span>
      <Button
        icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        label={t(shown ? 'hidden.hideRow' : 'hidden.showRow', { name })}
        onPress={() => setShown(!shown)}
      >
        {t(shown ? 'hidden.hide' : 'hidden.show')}
      </Button>
    </span>
  );
}
