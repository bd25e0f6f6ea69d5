import { useId } from 'react';
import type { BasisView } from '../../main/contract/service-view.ts';
import screen from '../screens/screen.module.css';
import { Law } from './law.tsx';

/** The rules that something rests on, under their heading. */
export function LawList({ heading, basis }: { readonly heading: string; readonly basis: readonly BasisView[] }) {
  const id = useId();
  return (
    <section className={screen['stack']} aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ul className={screen['points']}>
        {basis.map((one) => (
          <li key={`${one.law} ${one.article ?? ''}`}>
            <Law basis={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
