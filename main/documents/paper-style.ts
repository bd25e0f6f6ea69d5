import type { TextPlace } from './sheet.ts';
import { sheetSize } from './sheet.ts';

/** What all papers of the hall share. Lengths are points (1/72 inch) from the top left corner. */
export const colours = {
  ink: '#111111',
  soft: '#4a4f57',
  blue: '#1d3f75',
  line: '#b9c5da',
  tint: '#eef3fa',
  rosette: '#e6edf7',
  seal: '#d9a3a3',
};

export const left = 64;
export const right = sheetSize.width - left;
export const width = right - left;

export const zh = (place: Omit<TextPlace, 'language'>): TextPlace => ({ ...place, language: 'zh-CN' });
export const en = (place: Omit<TextPlace, 'language'>): TextPlace => ({ ...place, language: 'en' });

export const millimetres = (length: number): number => (length / 25.4) * 72;
export const sheetMiddle = sheetSize.width / 2;
