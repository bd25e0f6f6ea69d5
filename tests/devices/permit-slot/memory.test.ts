import { permitSlotConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

permitSlotConformance('over a line in memory', memoryLane);
