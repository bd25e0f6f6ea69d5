import type { ReactNode } from 'react';
import styles from './screen.module.css';

export const Drawing = ({ small = false, children }: { readonly small?: boolean; readonly children: ReactNode }) => (
  <div className={[styles['drawing'], small ? styles['small'] : ''].join(' ')}>{children}</div>
);
