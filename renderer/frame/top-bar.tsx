import type { ReactNode } from 'react';
import { ALargeSmall, Contrast, Languages, Volume2, VolumeX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isSecondTap } from '../controls/tap-guard.ts';
import { Emblem } from '../illustrations/emblem.tsx';
import { useSession } from '../session-context.ts';
import { hush } from '../speech.ts';
import { useComfort } from './use-comfort.ts';
import styles from './top-bar.module.css';

/** Whose kiosk it is, and what eases using it: always in the same corner, in each language's own name. */
export function TopBar() {
  const { t } = useTranslation('common');
  const { snapshot, send } = useSession();
  const { comfort, set, nextTextSize } = useComfort();
  const other = snapshot.language === 'en' ? 'zh-CN' : 'en';
  return (
    <header className={styles['top']}>
      <div className={styles['hall']}>
        <Emblem />
        <p>{snapshot.kiosk.hallName[snapshot.language]}</p>
      </div>
      <div className={styles['controls']}>
        <Control drawing={<ALargeSmall aria-hidden />} onPress={() => set({ textSize: nextTextSize })}>
          {t(`comfort.text.${nextTextSize}`)}
        </Control>
        <Control
          drawing={<Contrast aria-hidden />}
          pressed={comfort.contrast === 'high'}
          onPress={() => set({ contrast: comfort.contrast === 'high' ? 'standard' : 'high' })}
        >
          {t('comfort.contrast')}
        </Control>
        <Control
          drawing={comfort.speech ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
          pressed={comfort.speech}
          onPress={() => set({ speech: !comfort.speech })}
        >
          {t('comfort.speech')}
        </Control>
        <Control
          strong
          lang={other}
          drawing={<Languages aria-hidden />}
          onPress={() => send({ type: 'chooseLanguage', language: other })}
        >
          {other === 'en' ? 'English' : '中文'}
        </Control>
      </div>
    </header>
  );
}

function Control({
  drawing,
  children,
  onPress,
  pressed,
  strong = false,
  lang,
}: {
  readonly drawing: ReactNode;
  readonly children: string;
  readonly onPress: () => void;
  readonly pressed?: boolean;
  readonly strong?: boolean;
  readonly lang?: string;
}) {
  return (
    <button
      type="button"
      className={strong ? styles['strong'] : undefined}
      aria-pressed={pressed}
      lang={lang}
      onClick={(event) => {
        if (isSecondTap(event.timeStamp)) return;
        hush();
        onPress();
      }}
    >
      {drawing}
      <span>{children}</span>
    </button>
  );
}
