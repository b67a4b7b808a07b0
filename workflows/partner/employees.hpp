// What charts ask about an employee's dates: what is wrong with a certificate's, and when the next of them is
// about to end. Pure.
#pragma once

#include "states/functions.hpp"
#include "workflows/partner/rulebook.hpp"

namespace waymark::partner {

/// certificate_fault(trained_on, certified_on, valid_to, today): {en, ru}, or null when the dates fit.
/// next_ending_of(certificates, stays, after): the first instant after `after` at which somebody is to be
/// warned of an end or something has ended; null: there is none.
/// endings_at(certificates, stays, at): {coming, over}, what is warned of and what has ended at that very
/// instant, as lists of {what, code, last_day, days, text: {en, ru}}.
///
/// A certificate's last day is valid_to; that of the employment, the day before the newest stay's `to`.
/// Warned is employee.warning_days before it at employee.warning_time; it is over with the day. A certificate
/// that lasts longer than the employment ends with that; without certificates nobody is warned of its end.
/// `rulebook` must outlive `functions`.
void add_employees(states::Functions& functions, const Rulebook& rulebook);

}  // namespace waymark::partner
