import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import { PAGE_STATES } from "./pages/states";

const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const state of PAGE_STATES) {
  test(`${state.name} is accessible in light and dark, and fits 320 px`, async ({
    page,
    api,
    sandbox,
    environment,
    consoleErrors,
  }) => {
    if (state.expectedErrors) consoleErrors.expect(state.expectedErrors);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await state.reach({ page, api, sandbox, environment });
    const rules = state.isFrame ? WCAG_2_2_AA : [...WCAG_2_2_AA, "best-practice"];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      const told = violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
      }));
      expect(told, `${state.name}, ${colorScheme}`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow, `${state.name} scrolls sideways at 320 px`).toBeLessThanOrEqual(0);
  });
}
