/** Whether somebody insists on the services that tests need. Runs in Deno only. */

const INSISTS = { name: "env", variable: "REQUIRE_SERVICES" } as const;

/** With it a service that is missing fails tests, which are else ignored; asks for no right. */
export const servicesRequired: boolean = Deno.permissions.querySync(INSISTS).state === "granted" &&
  Deno.env.get("REQUIRE_SERVICES") === "1";
