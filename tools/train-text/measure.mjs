const { cohenKappa } = await import(new URL("../../packages/core/dist/agreement/index.js", import.meta.url).href);

/** Macro-F1 and accuracy of a two-sided judgement. */
function twoSided(results) {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (const { score, isGood } of results) {
    if (score > 0) isGood ? tp++ : fp++;
    else isGood ? fn++ : tn++;
  }
  const f1 = (hit, wrong, missed) => (hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong + missed));
  return {
    macroF1: (f1(tp, fp, fn) + f1(tn, fn, fp)) / 2,
    accuracy: (tp + tn) / results.length,
    kappa: cohenKappa([
      [tn, fp],
      [fn, tp],
    ]),
  };
}

/** Agreement beyond chance with its 95 % interval, as it is printed; "—" when there is nothing to compute. */
export function kappaText(kappa) {
  if (kappa === null) return "—";
  const { low, high } = kappa.interval;
  return `${kappa.kappa.toFixed(2)} (${low.toFixed(2)}–${Math.min(1, high).toFixed(2)})`;
}

/** Accuracy on the surest share of results. */
function accuracyAt(results, share) {
  const surest = [...results].sort((a, b) => Math.abs(b.score) - Math.abs(a.score)).slice(0, Math.floor(results.length * share));
  return twoSided(surest).accuracy;
}

/** The factor that makes the logistic of a score an honest confidence: least log-loss over a fixed grid. */
export function calibrate(results) {
  let best = { factor: 1, loss: Number.POSITIVE_INFINITY };
  for (let factor = 0.2; factor <= 3; factor += 0.02) {
    let loss = 0;
    for (const { score, isGood } of results) loss += Math.log1p(Math.exp(isGood ? -score * factor : score * factor));
    if (loss < best.loss) best = { factor, loss };
  }
  return Number(best.factor.toFixed(2));
}

/** Share of comments on which the packed model takes the same side. */
export function agreement(one, other) {
  return one.filter(({ score }, i) => score > 0 === other[i].score > 0).length / one.length;
}

const three = (value) => Number(value.toFixed(3));

export function report(language, checks, sharpness, size) {
  const rows = checks.map(({ name, results }) => {
    const { macroF1, accuracy, kappa } = twoSided(results);
    const sure = results.filter(({ score }) => 1 / (1 + Math.exp(-Math.abs(score * sharpness))) >= 0.7);
    const whenSure = twoSided(sure);
    return {
      language,
      set: name,
      n: results.length,
      macroF1: three(macroF1),
      accuracy: three(accuracy),
      kappa: kappaText(kappa),
      accuracyAt70: three(accuracyAt(results, 0.7)),
      coverage: three(sure.length / results.length),
      accuracyWhenSure: three(whenSure.accuracy),
      kappaWhenSure: kappaText(whenSure.kappa),
    };
  });
  return [...rows, { language, sharpness, ...size, agree: three(size.agree) }];
}
