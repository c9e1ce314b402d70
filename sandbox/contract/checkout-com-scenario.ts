import type { World } from "./checkout-com-world";

export interface Scenario {
  /** A sentence about behaviour. */
  name: string;
  /**
   * It may run against a real test account too: it moves no clock and presses no button of our 3DS
   * page.
   */
  portable: boolean;
  run(world: World): Promise<void>;
}

export const scenario = (name: string, run: Scenario["run"]): Scenario => ({
  name,
  portable: true,
  run,
});
export const ours = (name: string, run: Scenario["run"]): Scenario => ({
  name,
  portable: false,
  run,
});
