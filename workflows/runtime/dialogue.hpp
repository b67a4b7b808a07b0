// Who of several charts starts whom and sends what to whom, as far as their documents tell. Nothing is run.
// Lives while documents are checked.
#pragma once

#include <optional>
#include <set>

#include "states/checks/survey.hpp"
#include "workflows/runtime/program_check.hpp"

namespace waymark::runtime {

/// One chart among those that are checked.
struct Party {
    std::string workflow;
    const states::Chart& chart;
    const states::Survey& survey;
};

class Dialogue {
  public:
    using Number = std::size_t;  // of a party

    Dialogue(std::vector<Party> parties, Scope scope);

    /// What the others do to one of them, for its own check.
    [[nodiscard]] states::Outside outside(Number party) const;
    /// event-unheard and unknown-receiver of what it sends to others.
    void check(Number party, states::FindingList& findings) const;

  private:
    struct Start {
        Number from, to;
        bool new_family;
        const states::SendAction* send;
    };
    /// Nothing: it cannot be told.
    using Receivers = std::optional<std::vector<Number>>;

    void collect_starts(Number from);
    void name(Number from, std::string_view workflow);
    void settle();
    [[nodiscard]] std::optional<Number> find(std::string_view workflow) const;
    [[nodiscard]] bool rooted(Number party) const;
    [[nodiscard]] Receivers receivers(Number from, const states::SendAction& send) const;
    [[nodiscard]] Receivers parents(Number of) const;
    [[nodiscard]] Receivers roots(Number of) const;
    [[nodiscard]] Receivers children(Number of) const;
    void check_send(Number from, const states::Sending& sending, states::FindingList& findings) const;
    [[nodiscard]] std::string wrong_receiver(Number from, const states::SendAction& send) const;

    std::vector<Party> parties_;
    Scope scope_;
    std::vector<Start> starts_;
    std::vector<std::set<Number>> linked_;  // whom its document names, and who names it
    std::vector<bool> closed_;              // everybody who may send it anything is among the parties
    std::vector<bool> names_others_;        // its document names workflows that are not here
    bool starts_anything_ = false;          // somebody computes whom he starts
};

}  // namespace waymark::runtime
