/** What notebooks have in scripts and on the command line, and not on a page. Runs in Deno and browsers. */

/** Functions of the engine that would need its files, or read them. */
export const ELSEWHERE: readonly string[] = [
  ...["ingest", "clean", "features", "structure", "reduce", "cluster", "evaluate", "profile"],
  ...["runPipeline", "runSurvey", "runArtifacts", "secondOpinion", "parseParams", "parseLayer"],
  ...["parseSetting", "resolveParams", "createContext", "memoryCache", "keepWorkers", "runIdOf"],
  ...["makeDeliverables", "verdictOn", "testSegments", "summarizeTests", "assign", "parseModel"],
  ...["track", "readPanel", "judgeTargets", "viewApart"],
];
