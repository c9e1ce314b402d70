import type { Browser } from "@playwright/test";
import { TOTP } from "otpauth";
import type { DemoPerson, Environment } from "./environment";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";

const PASSWORD = "correct horse battery staple";

/** A person of the test's own: invited by the owner, joined in a browser of their own. */
async function newPerson(
  { browser, environment }: { browser: Browser; environment: Environment },
  given: { name: string; role: string },
): Promise<DemoPerson & { name: string }> {
  const email = `${given.name.toLowerCase().replace(" ", ".")}-${Date.now()}@halden.example`;
  const page = await browser.newPage();
  const admin = new AdminPage(page);
  await admin.open("/admin/people", environment.demo.admin);
  await page.getByRole("button", { name: "Invite somebody…" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody to this shop’s admin?" });
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Role").selectOption(given.role);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = String(await page.getByText(/\/invite\//).textContent());
  await expect(page.getByRole("region", { name: "Invited, not here yet" })).toContainText(email);
  await page.context().clearCookies();
  await page.goto(link);
  await page.getByLabel("Your name").fill(given.name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByText("You are one of them now")).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not count" })).toBeVisible();
  await page.close();
  return { ...given, email, password: PASSWORD };
}

test.describe("people", () => {
  test("an owner invites, changes a role, switches off and on; each is in the audit log", async ({
    page,
    browser,
    environment,
  }) => {
    const person = await newPerson({ browser, environment }, { name: "Ada Nord", role: "viewer" });
    const admin = new AdminPage(page);
    await admin.open("/admin/people", environment.demo.admin);
    await page.getByRole("row", { name: person.email }).getByRole("link").click();
    await expect(page.getByRole("heading", { name: "Ada Nord" })).toBeVisible();
    const id = String(new URL(page.url()).pathname.split("/").at(-1));
    await page.getByRole("button", { name: "Change role…" }).click();
    await page.getByRole("dialog").getByLabel("Role").selectOption("operator");
    await page.getByRole("dialog").getByRole("button", { name: "Change role" }).click();
    await expect(page.getByText("The role is changed")).toBeVisible();
    await expect(page.getByRole("region", { name: "Access" })).toContainText("Operator.");
    await page.getByRole("button", { name: "Switch off…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByText("Switched off", { exact: true })).toBeVisible();
    const theirs = await browser.newPage();
    await theirs.goto("/sign-in");
    await new AdminPage(theirs).signIn(person);
    await expect(theirs.getByRole("main").getByRole("alert")).toContainText(
      "do not belong together",
    );
    await page.getByRole("button", { name: "Switch on…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Switch on" }).click();
    await expect(page.getByText("May sign in again")).toBeVisible();
    await new AdminPage(theirs).signIn(person);
    await expect(theirs).toHaveURL(/\/admin/);
    await theirs.close();

    await page.goto("/admin/people/audit");
    await page.getByLabel("Person").selectOption({ label: "Ines Koch" });
    await page.getByLabel("About").selectOption("users");
    await page.getByRole("button", { name: "Show" }).click();
    // Others' tests act in the owner's name at the same time.
    const log = page.getByRole("region", { name: "Actions, newest first" });
    const lines = log.getByRole("row").filter({ hasText: id });
    await expect(lines.nth(0)).toContainText("User enabled");
    await expect(lines.nth(1)).toContainText("User disabled");
    await expect(lines.nth(2)).toContainText("role: viewer → operator");
    await page.getByLabel("To").fill("2020-01-01");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByText("Nobody did anything like this")).toBeVisible();
  });

  test("an owner ends a browser’s session: its next page asks for the password", async ({
    page,
    browser,
    environment,
  }) => {
    const person = await newPerson({ browser, environment }, { name: "Bo Sund", role: "operator" });
    const theirs = await browser.newPage();
    await new AdminPage(theirs).open("/admin/account", person);
    const admin = new AdminPage(page);
    await admin.open("/admin/people", environment.demo.admin);
    await page.getByRole("row", { name: person.email }).getByRole("link").click();
    const sessions = page.getByRole("region", { name: "Signed in" });
    await sessions.getByRole("button", { name: "Sign out…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByText("1 browser signed out")).toBeVisible();
    await expect(sessions).toContainText("Nowhere at the moment.");
    await theirs.reload();
    await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await theirs.close();
  });

  test("a code of an app is asked for once it is set up, and a recovery code works once", async ({
    page,
    browser,
    environment,
  }) => {
    const person = await newPerson({ browser, environment }, { name: "Cy Lind", role: "viewer" });
    const admin = new AdminPage(page);
    await admin.open("/admin/account", person);
    const card = page.getByRole("region", { name: "Code at sign-in" });
    await expect(card.getByRole("img", { name: /Square picture/ })).toBeVisible();
    const key = String(await card.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent());
    await card.getByLabel("Code").fill("000000");
    await card.getByRole("button", { name: "Ask for a code from now on" }).click();
    await expect(card.getByRole("alert")).toContainText("Enter the six digits");
    const app = new TOTP({ secret: key.replaceAll(" ", "") });
    await card.getByLabel("Code").fill(app.generate());
    await card.getByRole("button", { name: "Ask for a code from now on" }).click();
    const codes = String(await card.getByText(/([a-z2-7]{4}-){3}[a-z2-7]{4}/).textContent());
    const [recovery = ""] = codes.split(/\s+/);
    await expect(card).toContainText("10 recovery codes are left");

    const signIn = async (code: string) => {
      await page.context().clearCookies();
      await page.goto("/sign-in");
      await admin.signIn(person);
      await page.getByLabel("Code").fill(code);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    await signIn("123");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("or a recovery code");
    await page.getByLabel("Code").fill(recovery);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/admin\//);
    await signIn(recovery);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("or a recovery code");
    await signIn(app.generate({ timestamp: Date.now() + 30_000 }));
    await expect(page).toHaveURL(/\/admin\//);
  });

  for (const role of ["operator", "viewer"] as const) {
    test(`${role}s see people and the log, change nobody, and keep their own account`, async ({
      page,
      environment,
    }) => {
      const admin = new AdminPage(page);
      await admin.open("/admin/people", environment.demo[role]);
      await expect(page.getByRole("row", { name: "merchant@halden.example" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Invite somebody…" })).toHaveCount(0);
      await page.getByRole("link", { name: "Ines Koch" }).click();
      await expect(page.getByText("Only owners change this.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Change role…" })).toHaveCount(0);
      await expect(page.getByText("is shown to owners")).toBeVisible();
      await page.goto("/admin/account");
      await expect(page.getByRole("region", { name: "Signed in" })).toContainText("This one");
    });
  }

  test("nobody changes themselves, and an unusable address is told at its field", async ({
    page,
    environment,
  }) => {
    const admin = new AdminPage(page);
    await admin.open("/admin/people", environment.demo.admin);
    await page.getByRole("button", { name: "Invite somebody…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail").fill("nobody");
    await dialog.getByRole("button", { name: "Make the link" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Enter an e-mail address, like");
    await dialog.getByLabel("E-mail").fill(environment.demo.viewer.email);
    await dialog.getByRole("button", { name: "Make the link" }).click();
    await expect(dialog.getByRole("alert")).toContainText("is here already");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("row", { name: environment.demo.admin.email }).getByRole("link").click();
    await expect(page.getByText("Your own role is changed by another owner.")).toBeVisible();
  });
});
