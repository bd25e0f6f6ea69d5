import type { Guidance } from '../../main/contract/device-status.ts';
import { GuidanceDrawing } from '../illustrations/guidance-drawing.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';

/** What is to be done at a device now, drawn; `usually` is drawn while the kiosk asks for nothing in particular. */
export function GuidanceNow({ usually = null }: { readonly usually?: Guidance | null }) {
  const guidance = useSession().snapshot.guidance ?? usually;
  return guidance ? (
    <Drawing>
      <GuidanceDrawing guidance={guidance} />
    </Drawing>
  ) : null;
}
