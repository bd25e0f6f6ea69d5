import { useEffect, useState } from 'react';
import type { Division } from '../../main/contract/address.ts';
import type { DivisionPage } from '../../main/contract/kiosk-contract.ts';
import type { Language } from '../../main/contract/language.ts';
import { useSession } from '../session-context.ts';

export const divisionWords = ({ name, latin }: Division, language: Language): string =>
  language === 'zh-CN' ? name : latin;

/** A division with what lies in it; null until the kiosk has answered. The provinces for a null code. */
export function useDivision(code: string | null): DivisionPage | null {
  const { divisions } = useSession();
  const [found, setFound] = useState<{ readonly code: string | null; readonly page: DivisionPage } | null>(null);
  useEffect(() => {
    let isGone = false;
    const tell = (page: DivisionPage): void => {
      if (!isGone) setFound({ code, page });
    };
    // A kiosk that went away says so by itself; what is on the screen stays.
    divisions(code).then(tell, () => undefined);
    return () => {
      isGone = true;
    };
  }, [divisions, code]);
  return found && found.code === code ? found.page : null;
}
