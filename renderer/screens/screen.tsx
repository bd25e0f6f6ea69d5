import type { Step } from '../../main/contract/session-snapshot.ts';
import { About } from './about.tsx';
import { Attract } from './attract.tsx';
import { CardShown } from './card-shown.tsx';
import { Checking } from './checking.tsx';
import { DocumentShown } from './document-shown.tsx';
import { FaceCaptureScreen } from './face-capture.tsx';
import { FaceConsent } from './face-consent.tsx';
import { FaceReview } from './face-review.tsx';
import { Field } from './field.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { Home } from './home.tsx';
import { IdNumber } from './id-number.tsx';
import { IdentityMethodScreen } from './identity-method.tsx';
import { Issuing } from './issuing.tsx';
import { Notice } from './notice.tsx';
import { OfficerScreen } from './officer.tsx';
import { PersonName } from './person-name.tsx';
import { PlaceCardScreen } from './place-card.tsx';
import { Printing } from './printing.tsx';
import { RecordShown } from './record-shown.tsx';
import { Result } from './result.tsx';
import { Review } from './review.tsx';
import { ScanCode } from './scan-code.tsx';
import { ScanDocument } from './scan-document.tsx';
import { Sign } from './sign.tsx';
import { Stopped } from './stopped.tsx';
import { Storing } from './storing.tsx';
import { TakeBelongings } from './take-belongings.tsx';

/** The screen of a step: one file each. */
export function Screen({ step }: { readonly step: Step }) {
  switch (step.name) {
    case 'attract':
      return <Attract step={step} />;
    case 'home':
      return <Home step={step} />;
    case 'about':
      return <About step={step} />;
    case 'notice':
      return <Notice />;
    case 'faceConsent':
      return <FaceConsent />;
    case 'identityMethod':
      return <IdentityMethodScreen step={step} />;
    case 'idNumber':
      return <IdNumber step={step} />;
    case 'personName':
      return <PersonName step={step} />;
    case 'placeCard':
      return <PlaceCardScreen step={step} />;
    case 'scanDocument':
      return <ScanDocument step={step} />;
    case 'documentShown':
      return <DocumentShown step={step} />;
    case 'scanCode':
      return <ScanCode step={step} />;
    case 'fingerprint':
      return <Fingerprint step={step} />;
    case 'cardShown':
      return <CardShown step={step} />;
    case 'faceCapture':
      return <FaceCaptureScreen step={step} />;
    case 'faceReview':
      return <FaceReview step={step} />;
    case 'checking':
      return <Checking step={step} />;
    case 'officer':
      return <OfficerScreen />;
    case 'recordShown':
      return <RecordShown step={step} />;
    case 'field':
      return <Field step={step} />;
    case 'sign':
      return <Sign step={step} />;
    case 'review':
      return <Review step={step} />;
    case 'storing':
      return <Storing />;
    case 'issuing':
      return <Issuing step={step} />;
    case 'printing':
      return <Printing step={step} />;
    case 'result':
      return <Result step={step} />;
    case 'takeBelongings':
      return <TakeBelongings step={step} />;
    case 'stopped':
      return <Stopped step={step} />;
  }
}
