#include "workflows/runtime/dialogue.hpp"

#include <algorithm>

#include "workflows/runtime/messages.hpp"

namespace waymark::runtime {

namespace {

using states::SendAction;

bool is_start(const SendAction& send) { return send.type.text == start_type; }
bool is_message(const SendAction& send) { return send.type.text == instance_type; }

std::string_view without(std::string_view prefix, std::string_view text) {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

bool is_open(const states::Payload& payload) {
    return payload.content_code.has_value() || !payload.content.is_undefined();
}

/// What is wrong with a send that is neither an event nor a start.
std::string wrong_type(const SendAction& send) {
    const auto& type = send.type.text;
    const bool to_somebody = is_open(send.payload) ||
                             std::ranges::find(send.payload.entries, "to", &states::Payload::Entry::name) !=
                                 send.payload.entries.end();
    if (type == notify_type)
        return to_somebody ? "" : "This message goes to nobody: name its audience in <param name=\"to\">.";
    if (!type.starts_with("urn:waymark:")) return {};
    return states::quoted(type) +
           " is no type of Waymark's: write urn:waymark:notify, urn:waymark:instance or "
           "urn:waymark:start.";
}

/// The names that a send's parameters give to the receiver.
std::vector<std::string> given_by(const SendAction& send) {
    std::vector<std::string> names;
    for (const auto& entry : send.payload.entries)
        if (!is_start(send) || entry.name != "key") names.push_back(entry.name);
    return names;
}

}  // namespace

Dialogue::Dialogue(std::vector<Party> parties, Scope scope)
    : parties_(std::move(parties)),
      scope_(scope),
      linked_(parties_.size()),
      closed_(parties_.size()),
      names_others_(parties_.size()) {
    for (Number party = 0; party < parties_.size(); ++party) collect_starts(party);
    settle();
}

void Dialogue::collect_starts(Number from) {
    for (const auto& sending : parties_[from].survey.sends) {
        const auto& send = *sending.send;
        if (is_start(send)) {
            starts_anything_ = starts_anything_ || send.target.code.has_value();
            if (send.target.code) continue;
            const auto workflow = without(to_new_family, send.target.text);
            name(from, workflow);
            if (const auto to = find(workflow))
                starts_.push_back({from, *to, send.target.text.starts_with(to_new_family), &send});
        } else if (is_message(send)) {
            for (const auto prefix : {to_children, to_family})
                if (send.target.text.starts_with(prefix)) name(from, without(prefix, send.target.text));
        }
    }
}

void Dialogue::name(Number from, std::string_view workflow) {
    if (const auto to = find(workflow)) {
        linked_[from].insert(*to);
        linked_[*to].insert(from);
    } else {
        names_others_[from] = true;
    }
}

std::optional<Dialogue::Number> Dialogue::find(std::string_view workflow) const {
    const auto found = std::ranges::find(parties_, workflow, &Party::workflow);
    if (found == parties_.end()) return {};
    return static_cast<Number>(found - parties_.begin());
}

// Charts that name one another are judged together: when each of them is started by one of them or from
// outside, and none names somebody who is not here, nobody else has a say.
void Dialogue::settle() {
    std::vector<bool> seen(parties_.size());
    for (Number first = 0; first < parties_.size(); ++first) {
        if (seen[first]) continue;
        std::vector<Number> together{first};
        seen[first] = true;
        for (std::size_t i = 0; i < together.size(); ++i)
            for (const auto next : linked_[together[i]])
                if (!seen[next]) {
                    seen[next] = true;
                    together.push_back(next);
                }
        const bool all = std::ranges::all_of(together, [&](Number each) {
            const bool started = std::ranges::find(starts_, each, &Start::to) != starts_.end();
            return !names_others_[each] && (started || parties_[each].chart.start() != nullptr);
        });
        for (const auto each : together) closed_[each] = !starts_anything_ && (all || scope_ == Scope::whole);
    }
}

bool Dialogue::rooted(Number party) const {
    return parties_[party].chart.start() != nullptr || std::ranges::any_of(starts_, [&](const Start& start) {
               return start.to == party && start.new_family;
           });
}

Dialogue::Receivers Dialogue::parents(Number of) const {
    if (!closed_[of]) return {};
    std::vector<Number> found;
    for (const auto& start : starts_)
        if (start.to == of) found.push_back(start.from);
    return found;
}

Dialogue::Receivers Dialogue::roots(Number of) const {
    if (!closed_[of]) return {};
    std::vector<Number> above{of}, found;
    for (std::size_t i = 0; i < above.size(); ++i) {
        if (rooted(above[i])) found.push_back(above[i]);
        for (const auto& start : starts_)
            if (start.to == above[i] && !start.new_family &&
                std::ranges::find(above, start.from) == above.end())
                above.push_back(start.from);
    }
    return found;
}

Dialogue::Receivers Dialogue::children(Number of) const {
    if (names_others_[of] || starts_anything_) return {};
    std::vector<Number> found;
    for (const auto& start : starts_)
        if (start.from == of && !start.new_family) found.push_back(start.to);
    return found;
}

Dialogue::Receivers Dialogue::receivers(Number from, const SendAction& send) const {
    const auto& target = send.target.text;
    if (send.target.code || send.type.code) return {};
    std::string_view workflow;
    if (is_start(send)) {
        workflow = without(to_new_family, target);
    } else {
        if (target == "parent") return parents(from);
        if (target == "root") return roots(from);
        if (target == "children") return children(from);
        for (const auto prefix : {to_children, to_family})
            if (target.starts_with(prefix)) workflow = without(prefix, target);
    }
    if (const auto found = find(workflow)) return std::vector<Number>{*found};
    return {};
}

states::Outside Dialogue::outside(Number party) const {
    states::Outside outside;
    outside.known = closed_[party];
    for (const auto& start : starts_) {
        if (start.to != party) continue;
        outside.any_argument = outside.any_argument || is_open(start.send->payload);
        for (auto& name : given_by(*start.send)) outside.arguments.push_back(std::move(name));
    }
    for (Number from = 0; from < parties_.size(); ++from)
        for (const auto& sending : parties_[from].survey.sends) {
            const auto& send = *sending.send;
            const bool sent = is_message(send) || (is_start(send) && send.event.given()) || send.type.code;
            if (!sent) continue;
            const auto found = receivers(from, send);
            if (found && std::ranges::find(*found, party) == found->end()) continue;
            outside.arrivals.push_back(
                {send.event.code ? std::string() : send.event.text, is_open(send.payload), given_by(send)});
        }
    return outside;
}

void Dialogue::check(Number party, states::FindingList& findings) const {
    for (const auto& sending : parties_[party].survey.sends)
        if (is_message(*sending.send) || is_start(*sending.send))
            check_send(party, sending, findings);
        else if (const auto wrong = wrong_type(*sending.send); !wrong.empty())
            findings.add("unknown-receiver", sending.place, wrong);
}

void Dialogue::check_send(Number from, const states::Sending& sending, states::FindingList& findings) const {
    const auto& send = *sending.send;
    if (const auto wrong = wrong_receiver(from, send); !wrong.empty())
        return findings.add("unknown-receiver", sending.place, wrong);
    if (send.event.code || !send.event.given()) return;
    const auto found = receivers(from, send);
    if (!found) return;
    const auto listens = [&](Number each) {
        return states::listens(parties_[each].chart.program(), send.event.text);
    };
    if (std::ranges::any_of(*found, listens)) return;
    std::string who;
    for (const auto each : *found)
        if (const auto name = states::quoted(parties_[each].workflow); who.find(name) == std::string::npos)
            who += (who.empty() ? "" : ", ") + name;
    findings.add("event-unheard", sending.place,
                 "The event " + states::quoted(send.event.text) + " goes to " +
                     (who.empty() ? "nobody: there is no " + send.target.text
                                  : who + ", where no transition takes it") +
                     "; add one, or do not send it.");
}

std::string Dialogue::wrong_receiver(Number from, const SendAction& send) const {
    const auto& target = send.target.text;
    if (send.target.code) return {};
    std::string_view workflow;
    if (is_start(send)) {
        workflow = without(to_new_family, target);
    } else if (target.starts_with(to_children) || target.starts_with(to_family)) {
        workflow = std::string_view(target).substr(target.find('/') + 1);
    } else {
        if (target == "parent" || target == "root" || target == "children") return {};
        return states::quoted(target) +
               " is no target: name parent, root, children, children/WORKFLOW or family/WORKFLOW.";
    }
    const auto found = find(workflow);
    if (!found)
        return scope_ == Scope::whole ? "There is no workflow " + states::quoted(workflow) +
                                            "; add its document, or correct the name."
                                      : std::string();
    const bool child = std::ranges::any_of(starts_, [&](const Start& start) {
        return start.from == from && start.to == *found && !start.new_family;
    });
    if (target.starts_with(to_children) && !child && !starts_anything_)
        return states::quoted(target) + " reaches nobody: this workflow starts no " +
               states::quoted(workflow) + ". Send it to family/" + std::string(workflow) +
               ", or correct the name.";
    return {};
}

}  // namespace waymark::runtime
