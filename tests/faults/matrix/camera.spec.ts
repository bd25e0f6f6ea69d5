import { cameraRows } from './camera-rows.ts';
import { testRows } from './matrix-tests.ts';

testRows(cameraRows, { camera: 'simulated' });
