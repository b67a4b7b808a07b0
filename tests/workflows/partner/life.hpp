// One instance of a shipped chart, driven by the interpreter alone at instants of the test's choosing: what
// it does, tells, arms. No runtime: messages to other instances are recorded, not delivered.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "states/interpreter.hpp"

namespace waymark::partner {

/// "2026-03-02 15:40" or "2026-03-02 15:40:59", Moscow time, reckoned here and not by the calendar under
/// test.
Instant msk(std::string_view text);
Instant utc(std::string_view text);
/// An object from JSON, where ' stands for ".
states::Value json(std::string text);

std::shared_ptr<const states::Chart> shipped_chart(std::string_view workflow);

class Life {
  public:
    Life(std::string_view workflow, const states::Value& arguments, Instant at);

    /// Who sends from now on; at first "the sender".
    Life& as(std::string who) {
        sender_ = std::move(who);
        return *this;
    }
    /// One external event. False when nothing listened or every guard refused.
    bool send(std::string_view event, const states::Value& data, Instant at);
    bool send(std::string_view event, Instant at) { return send(event, {}, at); }
    /// Fires what is due up to the instant, each timer at its own.
    void run_to(Instant at);

    /// Of the regions, in document order: "active no_debt".
    [[nodiscard]] std::string states() const;
    [[nodiscard]] const states::Value& datum(std::string_view name) const;
    [[nodiscard]] std::map<std::string, Instant> timers() const;
    [[nodiscard]] bool running() const { return state_.running; }
    /// Would the event be taken, and if not, why: "yes", "depends", "not in state", or the reason.
    [[nodiscard]] std::string chance(std::string_view event, Instant at,
                                     std::string_view language = "en") const;
    [[nodiscard]] std::string chance(std::string_view event, const states::Value& data, Instant at,
                                     std::string_view language = "en") const;
    [[nodiscard]] std::optional<Instant> possible_from(std::string_view event, Instant at) const;
    [[nodiscard]] std::optional<Instant> possible_from(std::string_view event, const states::Value& data,
                                                       Instant at) const;

    /// What the last send or run_to sent: "quit.accepted" → its fields, "to" included.
    [[nodiscard]] const std::multimap<std::string, states::Value>& messages() const { return messages_; }
    /// What it told other instances: "parent notice.accepted", "start notice".
    [[nodiscard]] const std::multimap<std::string, states::Value>& told() const { return told_; }
    [[nodiscard]] const states::Value& message(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> audiences(const std::string& name) const;

  private:
    void collect(Instant at);
    [[nodiscard]] states::Event draft(const states::EventDeclaration& declaration) const;
    [[nodiscard]] std::string shown(const states::Possibility& possibility, std::string_view language) const;

    std::shared_ptr<const states::Chart> chart_;
    states::State state_;
    std::unique_ptr<states::Interpreter> interpreter_ = std::make_unique<states::Interpreter>();
    states::Outcome outcome_;
    std::string sender_ = "the sender";
    std::multimap<std::string, states::Value> messages_, told_;
};

}  // namespace waymark::partner
