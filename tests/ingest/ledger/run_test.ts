/** Tests of runs of ledgers from the command line, and that runs without one stay what they were. Runs in Deno. */

import assert from "node:assert/strict";
import { ingest } from "../../../pipeline/ingest/mod.ts";
import type { Params } from "../../../pipeline/plan/params.ts";
import { PLAN } from "../../../pipeline/plan/engine_plan.ts";
import { parseParams } from "../../../pipeline/plan/parse_params.ts";
import { NO_FACTS } from "../../../pipeline/plan/rules.ts";
import { runIdOf } from "../../../pipeline/run/run_id.ts";
import { inTemporaryFolder, runPipelineCommand } from "../../support/command.ts";
import { bytesOf } from "../../support/survey_text.ts";
import { LEDGER_COLUMNS, ledgerText } from "../../support/ledger.ts";

const NONE = parseParams({});
const LEDGER = parseParams({ ingest: { ledger: LEDGER_COLUMNS } });

Deno.test("a ledger that is not asked for is part of no key and no run's id", () => {
  const settings = PLAN.settingsOf("ingest", NONE, NO_FACTS);
  assert.ok(settings.every(([path]) => path !== "ingest.ledger"));
  const asked = PLAN.settingsOf("ingest", LEDGER, NO_FACTS);
  assert.deepEqual(asked.filter(([path]) => path === "ingest.ledger"), [
    ["ingest.ledger", LEDGER_COLUMNS],
  ]);
  assert.notEqual(runIdOf("0", NONE), runIdOf("0", LEDGER));
  assert.deepEqual(PLAN.stagesToRun(LEDGER, NONE, NO_FACTS), PLAN.stagesOf(LEDGER));
});

Deno.test("parameters kept before there were ledgers read surveys as they did", async () => {
  const { ledger: _ledger, ...before } = NONE.ingest;
  const old = { ...NONE, ingest: before as Params["ingest"] };
  assert.equal(runIdOf("0", old), runIdOf("0", NONE));
  assert.deepEqual(
    PLAN.settingsOf("ingest", old, NO_FACTS),
    PLAN.settingsOf("ingest", NONE, NO_FACTS),
  );
  const bytes = bytesOf("q1,q2\n1,2\n2,3\n");
  assert.deepEqual(await ingest(bytes, "a.csv", old), await ingest(bytes, "a.csv", NONE));
});

Deno.test("what is wrong with ingest.ledger is said by name", () => {
  const refuses = (ledger: object, message: RegExp) =>
    assert.throws(() => parseParams({ ingest: { ledger } }), message);
  const { customer, date, amount } = LEDGER_COLUMNS;
  refuses({ customer, date }, /ingest\.ledger\.amount: expected text.*but got nothing/);
  refuses({ customer, date, amount, until: "9.12.2011" }, /expected a day such as 2011-12-09/);
  refuses({ customer, date, amount, until: "2011-02-29" }, /expected a day such as 2011-12-09/);
  refuses({ customer, date, amount, invoice: "x" }, /ingest\.ledger\.invoice: .*unknown key/);
  assert.equal(parseParams({ ingest: { ledger: null } }).ingest.ledger, null);
});

Deno.test("the command line makes segments of customers, whose profile speaks of purchases", async () => {
  await inTemporaryFolder(async (cwd) => {
    const text = ledgerText({ lines: 4_000, customers: 160, seed: 3 });
    await Deno.writeTextFile(`${cwd}/ledger.csv`, text);
    const set = Object.entries(LEDGER_COLUMNS)
      .flatMap(([part, name]) => ["--set", `ingest.ledger.${part}=${name}`]);
    const { code, stdout, stderr } = await runPipelineCommand(
      ["--input", "ledger.csv", ...set, "--set", "clustering.n_clusters=3", "--json"],
      { cwd },
    );
    assert.equal(code, 0, stderr);
    const { run_id: id, warnings } = JSON.parse(stdout);
    const profile = JSON.parse(await Deno.readTextFile(`${cwd}/runs/${id}/profile.json`));
    const told = profile.segments.flatMap(({ insights }: { insights: string[] }) => insights);
    assert.match(told.join(" "), /Days since the last purchase \(mean \d+, all \d+\)/);
    assert.match(JSON.stringify(warnings), /of the ledger's 4,000 lines were left out/);
    // Amounts are skewed, and one customer forms no segment.
    assert.match(JSON.stringify(warnings), /Heavy tails tamed.*frequency/);
    const [header, first] = (await Deno.readTextFile(`${cwd}/runs/${id}/segments.csv`)).split("\n");
    assert.match(header, /^row,CustomerID,segment/);
    assert.match(first, /^1,12\d{3},[123],/);
  });
});

Deno.test("the command line names the column that a ledger lacks, and ends with 3", async () => {
  await inTemporaryFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/ledger.csv`, "who,day,paid\na,2024-01-01,5\nb,2024-01-02,6\n");
    const columns = ["customer=who", "date=date", "amount=paid"];
    const { code, stderr } = await runPipelineCommand(
      ["--input", "ledger.csv", ...columns.flatMap((one) => ["--set", `ingest.ledger.${one}`])],
      { cwd },
    );
    assert.equal(code, 3);
    assert.match(stderr, /ingest\.ledger\.date must name a column of the file, but names "date"/);
    assert.match(stderr, /Its columns are "who", "day" and "paid"\./);
  });
});
