/** Recognises columns that survey tools add of their own accord. Runs in Deno and browsers. */

import { fold } from "./scales/fold.ts";

const NAMES = new Set(
  [
    // Qualtrics
    ..."StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate"
      .split(","),
    ..."RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference".split(","),
    ..."LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage".split(","),
    // SurveyMonkey
    ..."Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name".split(","),
    "Custom Data 1",
    // Google Forms and Microsoft Forms
    ..."Timestamp,Start time,Completion time,Last modified time".split(","),
    // LimeSurvey
    ..."submitdate,lastpage,startlanguage,seed,token,datestamp,ipaddr,refurl,interviewtime".split(
      ",",
    ),
  ].map(fold),
);
const PAGE_TIME = /^(?:q|group)time ?\d+$/;

/** Whether a header is one that a survey tool writes: dates, durations, addresses, progress. */
export function isParadata(header: string): boolean {
  const folded = fold(header);
  return NAMES.has(folded) || PAGE_TIME.test(folded);
}
