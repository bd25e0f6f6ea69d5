import { ioBoardConformance } from './conformance.ts';
import { memoryLane } from './lane.ts';

ioBoardConformance('over a line in memory', memoryLane);
