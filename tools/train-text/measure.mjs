/** Macro-F1 and accuracy of a two-sided judgement. */
function twoSided(results) {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (const { score, isGood } of results) {
    if (score > 0) isGood ? tp++ : fp++;
    else isGood ? fn++ : tn++;
  }
  const f1 = (hit, wrong, missed) => (hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong + missed));
  return { macroF1: (f1(tp, fp, fn) + f1(tn, fn, fp)) / 2, accuracy: (tp + tn) / results.length };
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
    const { macroF1, accuracy } = twoSided(results);
    const sure = results.filter(({ score }) => 1 / (1 + Math.exp(-Math.abs(score * sharpness))) >= 0.7);
    return {
      language,
      set: name,
      n: results.length,
      macroF1: three(macroF1),
      accuracy: three(accuracy),
      accuracyAt70: three(accuracyAt(results, 0.7)),
      coverage: three(sure.length / results.length),
      accuracyWhenSure: three(twoSided(sure).accuracy),
    };
  });
  return [...rows, { language, sharpness, ...size, agree: three(size.agree) }];
}
