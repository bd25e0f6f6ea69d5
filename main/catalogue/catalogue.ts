import type { AnnouncedService, ServiceDefinition } from './service-definition.ts';
import { tempIdProof } from './temp-id-proof.ts';

/** The services that a visitor can use at the kiosk. */
export const services: readonly ServiceDefinition[] = [tempIdProof];

/** The rest of the hall's services, in the order of the wall: shown as coming. */
export const announced: readonly AnnouncedService[] = [
  { id: 'id-card-renewal', area: 'household', kind: 'review' },
  { id: 'id-card-replacement', area: 'household', kind: 'review' },
  { id: 'id-card-collection', area: 'household', kind: 'instant' },
  { id: 'household-certificate', area: 'household', kind: 'instant' },
  { id: 'no-criminal-record', area: 'household', kind: 'review' },
  { id: 'residence-permit-endorsement', area: 'household', kind: 'instant' },
  { id: 'hk-macao-endorsement', area: 'exit-entry', kind: 'instant' },
  { id: 'passport-reissue', area: 'exit-entry', kind: 'review' },
  { id: 'hk-macao-taiwan-permit-reissue', area: 'exit-entry', kind: 'review' },
  { id: 'foreigner-accommodation-registration', area: 'exit-entry', kind: 'instant' },
  { id: 'exit-entry-record-query', area: 'exit-entry', kind: 'query' },
  { id: 'exit-entry-progress-query', area: 'exit-entry', kind: 'query' },
  { id: 'traffic-record-query', area: 'vehicle', kind: 'query' },
  { id: 'traffic-violation-handling', area: 'vehicle', kind: 'instant' },
  { id: 'traffic-fine-payment', area: 'vehicle', kind: 'instant' },
  { id: 'driving-licence-renewal', area: 'vehicle', kind: 'instant' },
  { id: 'driving-licence-replacement', area: 'vehicle', kind: 'instant' },
  { id: 'vehicle-licence-replacement', area: 'vehicle', kind: 'instant' },
  { id: 'inspection-mark', area: 'vehicle', kind: 'instant' },
  { id: 'temporary-plate', area: 'vehicle', kind: 'instant' },
];
