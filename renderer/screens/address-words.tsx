import { formatAddress, parseAddress } from '../../main/contract/address.ts';
import { useSession } from '../session-context.ts';
import { useDivision } from './division.ts';

/** An address of a form in words; its text alone until the division is known, or where it has none. */
export function AddressWords({ value }: { readonly value: string }) {
  const { language } = useSession().snapshot;
  const address = parseAddress(value);
  const page = useDivision(address.division);
  return formatAddress(address, address.division === null ? [] : (page?.path ?? []), language);
}
