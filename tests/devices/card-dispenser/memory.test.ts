import { cardDispenserConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

cardDispenserConformance('over a line in memory', memoryLane);
