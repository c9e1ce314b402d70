// `TEST_DATABASE` says for which database, `TEST_TEMPLATES` in which folder is kept what tests copy beside it.
import { prepareTemplates } from "../../scripts/test-database";
import { fillTemplate } from "./enter-shop";

const folder = process.env.TEST_TEMPLATES;
if (!folder) throw new Error("TEST_TEMPLATES is not set; run `npm test -- --only db`.");
await prepareTemplates((address) => fillTemplate(address, folder));
process.exit(0);
