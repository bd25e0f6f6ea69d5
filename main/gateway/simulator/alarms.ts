/** What an officer at the gateway must look at: two kiosks may bear one identity, or a kiosk's disk was tampered with. */
export type GatewayAlarm =
  | {
      /** A number that another submission had, or an id that had another content. */
      readonly kind: 'sequenceReused' | 'sidReused';
      readonly deviceId: string;
      readonly sequence: number;
      readonly sid: string;
    }
  /** A head that does not follow the last one, `known`. */
  | { readonly kind: 'auditHead'; readonly deviceId: string; readonly seq: number; readonly known: number };

export interface GatewayAlarms {
  raise(alarm: GatewayAlarm): void;
  readonly raised: readonly GatewayAlarm[];
}

export function gatewayAlarms(): GatewayAlarms {
  const raised: GatewayAlarm[] = [];
  return { raised, raise: (alarm) => void raised.push(alarm) };
}
