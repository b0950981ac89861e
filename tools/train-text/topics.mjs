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

export function topicFigures(rows, find) {
  const mentions = rows.map(({ text }) => find(text));
  return Object.entries(aspectsOf).map(([code, aspects]) => {
    let [hits, extra, missed, judged, right] = [0, 0, 0, 0, 0];
    for (const [i, row] of rows.entries()) {
      const said = aspects.map((aspect) => row.aspects[aspect]).filter((value) => value !== -2);
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
