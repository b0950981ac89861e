// How the starter tree of catering agrees with restaurant reviews whose aspects people labelled.
const aspectsOf = {
  waiting: ["service_wait_time", "service_serving_speed"],
  "staff.attitude": ["service_waiters_attitude"],
  price: ["price_level", "price_cost_effective", "price_discount"],
  "place.environment": ["environment_decoration", "environment_noise", "environment_space"],
  "place.cleanliness": ["environment_cleaness"],
  "place.access": ["location_traffic", "location_distance_from_business_district", "location_easy_to_find", "service_parking_convenience"],
  "dish.taste": ["dish_taste"],
  "dish.portion": ["dish_portion"],
  "dish.look": ["dish_look"],
};
const three = (value) => Number(value.toFixed(3));

/** Restaurant reviews with people's aspects: words were chosen with the part "train" at hand, so only the part "dev" tells how well they do. */
export function topicFigures(rows, find) {
  return ["dev", "train"].flatMap((part) => {
    const own = rows.filter(({ split }) => split === part);
    const labelled = own.map(({ text, aspects }) => ({
      text,
      said: (code) => aspectsOf[code].map((aspect) => aspects[aspect]).filter((value) => value !== -2),
    }));
    return compareTopics(labelled, Object.keys(aspectsOf), find).map((row) => ({ part, ...row }));
  });
}

/**
 * Topics a finder gives beside those people gave.
 *
 * @param rows comments; `said(code)` is what people say about a topic, one number per label, empty when it is not mentioned
 */
export function compareTopics(rows, codes, find) {
  const mentions = rows.map((row) => find(row.text, row));
  return codes.map((code) => {
    let [hits, extra, missed, judged, right] = [0, 0, 0, 0, 0];
    for (const [i, row] of rows.entries()) {
      const said = row.said(code);
      const mention = mentions[i].find((one) => one.code === code);
      if (mention === undefined) missed += said.length > 0 ? 1 : 0;
      else if (said.length === 0) extra++;
      else {
        hits++;
        const side = Math.sign(said.reduce((sum, value) => sum + value, 0));
        // Neutral labels of that set are mostly facts; sides are compared where people took one.
        if (side !== 0 && mention.sentiment !== null) {
          judged++;
          if (mention.sentiment === side) right++;
        }
      }
    }
    return {
      topic: code,
      labelled: hits + missed,
      precision: three(hits / Math.max(1, hits + extra)),
      recall: three(hits / Math.max(1, hits + missed)),
      f1: three((2 * hits) / Math.max(1, 2 * hits + extra + missed)),
      sidesCompared: judged,
      sidesAgree: three(right / Math.max(1, judged)),
    };
  });
}
