import type { Step } from '../../main/contract/session-snapshot.ts';
import { About } from './about.tsx';
import { Attract } from './attract.tsx';
import { CardShown } from './card-shown.tsx';
import { Checking } from './checking.tsx';
import { Choose } from './choose.tsx';
import { Defence } from './defence.tsx';
import { DocumentShown } from './document-shown.tsx';
import { FaceCaptureScreen } from './face-capture.tsx';
import { FaceConsent } from './face-consent.tsx';
import { FaceReview } from './face-review.tsx';
import { Field } from './field.tsx';
import { Fingers } from './fingers.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { GuardianAsked } from './guardian-asked.tsx';
import { HandingOver } from './handing-over.tsx';
import { Home } from './home.tsx';
import { IdNumber } from './id-number.tsx';
import { IdPhoto } from './id-photo.tsx';
import { IdentityMethodScreen } from './identity-method.tsx';
import { InsertPermitScreen } from './insert-permit.tsx';
import { Issuing } from './issuing.tsx';
import { Notice } from './notice.tsx';
import { OfficerScreen } from './officer.tsx';
import { PayChoice } from './pay-choice.tsx';
import { Pay } from './pay.tsx';
import { PersonName } from './person-name.tsx';
import { PlaceCardScreen } from './place-card.tsx';
import { Printing } from './printing.tsx';
import { Question } from './question.tsx';
import { RecordShown } from './record-shown.tsx';
import { Records } from './records.tsx';
import { Refused } from './refused.tsx';
import { Result } from './result.tsx';
import { Review } from './review.tsx';
import { ScanCode } from './scan-code.tsx';
import { ScanDocument } from './scan-document.tsx';
import { Sign } from './sign.tsx';
import { Statement } from './statement.tsx';
import { Stopped } from './stopped.tsx';
import { Storing } from './storing.tsx';
import { SurrenderCard } from './surrender-card.tsx';
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
    case 'question':
      return <Question step={step} />;
    case 'refused':
      return <Refused step={step} />;
    case 'guardianAsked':
      return <GuardianAsked step={step} />;
    case 'notice':
      return <Notice step={step} />;
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
    case 'insertPermit':
      return <InsertPermitScreen step={step} />;
    case 'records':
      return <Records step={step} />;
    case 'choose':
      return <Choose step={step} />;
    case 'statement':
      return <Statement step={step} />;
    case 'defence':
      return <Defence step={step} />;
    case 'field':
      return <Field step={step} />;
    case 'idPhoto':
      return <IdPhoto step={step} />;
    case 'fingers':
      return <Fingers step={step} />;
    case 'sign':
      return <Sign step={step} />;
    case 'review':
      return <Review step={step} />;
    case 'pay':
      return <Pay step={step} />;
    case 'payChoice':
      return <PayChoice step={step} />;
    case 'surrenderCard':
      return <SurrenderCard step={step} />;
    case 'handingOver':
      return <HandingOver step={step} />;
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
