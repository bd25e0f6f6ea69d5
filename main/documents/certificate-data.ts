import type { Bilingual } from '../contract/language.ts';
import type { IssuedCertificate } from '../gateway/gateway.ts';

/** What stands on a temporary identity proof. */
export interface CertificateData {
  readonly certificate: IssuedCertificate;
  readonly person: {
    readonly name: string;
    readonly number: string;
    readonly sex: 'male' | 'female';
    /** YYYY-MM-DD */
    readonly birthDate: string;
  };
  /** One of the service's purposes; its words are in locales: certificate.purposes.<id>. */
  readonly purpose: string;
  readonly receivingUnit: string;
  /** Null when the visitor was identified without a picture. */
  readonly photoJpeg: Uint8Array | null;
  readonly hallName: Bilingual;
  /** Who came along with a child. */
  readonly guardian?: { readonly name: string } | null;
}
