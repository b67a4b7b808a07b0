// Judges partners by what the service knows of them: the records of their family and their consumption, held
// against the edition of the rules that is in force. Owned by the program. Thread: any.
#pragma once

#include <memory>

#include "workflows/partner/calendar.hpp"
#include "workflows/partner/campaigns.hpp"
#include "workflows/partner/consumption_book.hpp"
#include "workflows/partner/edition_book.hpp"
#include "workflows/partner/eligibility/assessment.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

using EvidenceOf = std::function<Evidence(runtime::InstanceId partner)>;

class Assessor {
  public:
    /// The calendar outlives it.
    Assessor(std::shared_ptr<const EditionBook> editions, const Calendar& calendar,
             std::shared_ptr<const ConsumptionBook> consumption)
        : editions_(std::move(editions)), calendar_(calendar), consumption_(std::move(consumption)) {}

    [[nodiscard]] const Editions& editions() const { return editions_->now(); }

    [[nodiscard]] Evidence evidence(runtime::InstanceId partner, const runtime::FindInstances& find) const;
    /// The same; outlived by `find`.
    [[nodiscard]] EvidenceOf evidence_by(const runtime::FindInstances& find) const;
    /// The same for many: what is recorded of all is read at once, now.
    [[nodiscard]] EvidenceOf evidence_by(runtime::Inquiry& inquiry) const;

    struct Case {
        std::string_view technology;
        Date on;
        int window_month = 0;              // of the window that the decision falls into or aims at
        std::optional<Date> submitted_on;  // an application's
        bool interview = true;             // is asked for: of who applies, not of who has the specialization
    };
    /// Nothing: no edition is in force on the day, or it does not have the technology.
    [[nodiscard]] std::optional<Assessment> assess(const Evidence& evidence, const Case& of) const;
    /// The same by this edition, whichever is in force; nullptr: none.
    [[nodiscard]] static std::optional<Assessment> assess_by(const Edition* edition, const Evidence& evidence,
                                                             const Case& of);

    /// Of an application or a specialization, at the question's instant: to_value(Assessment), and
    /// import: the newest one considered, null without; review_on: the first day on which it can come out
    /// otherwise with nothing new, be it by another edition that is known; null when it cannot.
    [[nodiscard]] states::Value fact(const runtime::FactQuestion& question) const;
    /// As the fact, without its value.
    [[nodiscard]] Verdict verdict(const runtime::Instance& specialization, Instant at,
                                  const runtime::FindInstances& find) const;

    /// How near a partner is to a specialization that it does not have; nothing: no rules tell.
    [[nodiscard]] std::optional<Nearness> nearness(const Evidence& evidence, std::string_view technology,
                                                   Instant at) const;
    /// The same of one partner after another: what is known of each is asked for once.
    [[nodiscard]] NearnessOf nearness_by(EvidenceOf evidence_of) const;

    /// Its id; null: nothing was published yet.
    [[nodiscard]] states::Value newest_import() const;
    /// 4 or 10: of the window that is open at the instant, or the next one.
    [[nodiscard]] int window_month(Instant at) const;
    [[nodiscard]] const Edition* edition_for(const Case& of) const;

  private:
    [[nodiscard]] Case case_of(const runtime::Instance& instance, Instant at) const;
    [[nodiscard]] std::optional<Date> review_on(const std::optional<Assessment>& assessment,
                                                const Case& of) const;

    const std::shared_ptr<const EditionBook> editions_;
    const Calendar& calendar_;
    const std::shared_ptr<const ConsumptionBook> consumption_;
};

}  // namespace waymark::partner
