#include "tests/families/watch.hpp"

#include <gmock/gmock.h>

#include "workflows/partner/program.hpp"
#include "workflows/runtime/derivation.hpp"

namespace waymark::families {

using runtime::Cause;
using runtime::Record;

Family Watch::family(FamilyId id) const {
    Family family;
    family.root = at(runtime::root_of(id));
    for (const auto place : families_.at(id)) family.members.push_back(instances_[place]);
    return family;
}

void Watch::follow() {
    journal_.scan(next_, [&](const runtime::EncodedRecord& encoded) {
        auto record = runtime::decode_record(encoded.bytes);
        EXPECT_TRUE(record.ok());
        if (!record) return false;
        take(*record);
        ++next_;
        return true;
    });
    end_of_command();
}

void Watch::take(const Record& record) {
    if (record.command != command_) end_of_command();
    command_ = record.command;
    EXPECT_NE(record.cause, Cause::hold) << "timers are held";
    if (record.instance.number == 0) return;
    const auto* definition = definition_of_(record.definition);
    auto state = states::decode(*definition->chart, record.state);
    ASSERT_TRUE(state.ok());
    const auto after = runtime::instance_after(record, *definition, std::move(state).value());
    const auto known = place_.find(record.instance);
    const auto before = known == place_.end() ? nullptr : instances_[known->second];
    EXPECT_EQ(record.previous, before ? before->record : 0U);
    EXPECT_FALSE(record.rulebook.empty());
    EXPECT_LE(record.at, record.written_at);
    if (record.command == record.sequence) expect_turn(record);
    expect_quiet_step(record, before);
    if (before) {
        instances_[known->second] = after;
    } else {
        place_.emplace(record.instance, instances_.size());
        families_[record.family].push_back(instances_.size());
        instances_.push_back(after);
    }
    if (after->definition->workflow == "application" && state_of(after) == "granted")
        expect_grant(record, after);
    if (record.event.name == "partner.reinstated") {
        const bool expected = state_of(before) == "active" || text(before, "ended_by") == "REVOKED";
        EXPECT_EQ(state_of(after) == "active", expected) << "a reversal gives back what the revocation took";
    }
    touched_.insert(record.family);
    // It lives by what the service sends when it is up (invariant 6).
    if (after->definition->workflow == "campaign") return;
    story_.push_back("#" + std::to_string(place_.at(record.instance)) + " " + waymark::to_text(record.at) +
                     " " + record.event.name + " " + told(states::to_json(record.event.data)) + " -> " +
                     standing(after));
}

/// Before a command or a timer of t, every timer of the family due by then has had its turn (invariant 11).
void Watch::expect_turn(const Record& record) const {
    const auto members = families_.find(record.family);
    if (members == families_.end()) return;
    for (const auto place : members->second)
        for (const auto& timer : instances_[place]->state.timers) {
            const runtime::TimerKey theirs{timer.due, instances_[place]->id, timer.arming};
            const runtime::TimerKey own{record.at, record.instance, record.timer};
            EXPECT_TRUE(record.cause == Cause::timer ? own <= theirs : record.at < timer.due)
                << record.event.name << " at " << waymark::to_text(record.at) << " before " << timer.send.id
                << " of " << waymark::to_text(timer.due);
        }
}

/// A chart's own error is no fault of the service's, and would go by unnoticed.
void Watch::expect_quiet_step(const Record& record, const InstancePtr& before) {
    if (record.cause == Cause::quarantine) {
        ADD_FAILURE() << "quarantined: " << states::to_json(record.event.data);
        return;
    }
    const auto& chart = *definition_of_(record.definition)->chart;
    const auto session = runtime::to_text(record.instance);
    const states::Surroundings around{record.at, session, record.late};
    states::State state = before ? before->state : states::State{};
    if (!before)
        stepping_.start(chart, state, record.event.data, around, outcome_);
    else if (record.cause == Cause::timer)
        stepping_.fire(chart, state, record.timer, record.event.data["facts"], around, outcome_);
    else
        stepping_.deliver(chart, state, record.event, around, outcome_);
    for (const auto& error : outcome_.errors)
        ADD_FAILURE() << chart.name() << " " << record.event.name << ": " << error.name << " "
                      << states::to_json(error.data);
}

/// Within a window, its extension included; or by two people (invariant 2).
void Watch::expect_grant(const Record& record, const InstancePtr& after) const {
    const auto& override = datum(after, "late_grant");
    bool open = partner::shipped_rulebook().calendar.in_window(record.at);
    for (const auto& each : instances_) {
        if (each->definition->workflow != "window") continue;
        open = open || (*parse_instant(text(each, "opens_at")) <= record.at &&
                        record.at < *parse_instant(text(each, "ends_at")));
    }
    if (open)
        EXPECT_TRUE(override.is_null());
    else
        EXPECT_TRUE(override.is_object() && override["proposed_by"] != override["approved_by"])
            << "four eyes";
    EXPECT_NE(datum(after, "interview_result")["architect"], states::Value(runtime::to_text(record.person)));
}

void Watch::end_of_command() {
    bool slots = false;
    for (const auto id : std::exchange(touched_, {})) {
        const auto root = place_.find(runtime::root_of(id));
        if (root == place_.end() || instances_[root->second]->definition->workflow != "partner") continue;
        slots = true;
        for (const auto& fault : faults(family(id)))
            ADD_FAILURE() << fault << " after record " << next_ - 1 << ", " << story_.back();
    }
    std::vector<InstancePtr> interviews;
    for (const auto& each : instances_)
        if (slots && each->state.running && each->definition->workflow == "interview")
            interviews.push_back(each);
    for (const auto& clash : clashes(interviews)) ADD_FAILURE() << clash;
}

std::string Watch::told(std::string text) const {
    constexpr std::size_t id_length = 13;
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 9, "\"subject:") == 0) {
            plain += "\"subject";
            i = text.find('"', i + 1) - 1;
            continue;
        }
        if (text[i] == '"' && i + id_length + 1 < text.size() && text[i + id_length + 1] == '"') {
            const auto id = runtime::parse_instance_id(text.substr(i + 1, id_length));
            const auto known = id ? place_.find(*id) : place_.end();
            if (known != place_.end()) {
                plain += "\"#" + std::to_string(known->second);
                i += id_length;
                continue;
            }
        }
        plain += text[i];
    }
    return plain;
}

std::string Watch::standing(const InstancePtr& instance) const {
    std::string line = instance->definition->workflow + " " + instance->key;
    const auto& chart = *instance->definition->chart;
    for (const auto state : states::atomic_states(chart, instance->state))
        line += " " + std::string(chart.state_id(state));
    const auto names = chart.data_names();
    for (std::size_t i = 0; i < names.size(); ++i)
        line +=
            " " + names[i] + "=" +
            (instance->state.data[i].is_undefined() ? "" : told(states::to_json(instance->state.data[i])));
    for (const auto& timer : instance->state.timers)
        line += " " + timer.send.id + "@" + waymark::to_text(timer.due);
    return line;
}

std::vector<std::string> Watch::standing() const {
    std::vector<std::string> lines;
    for (const auto& each : instances_)
        lines.push_back(standing(each) + " v" + std::to_string(each->version));
    return lines;
}

}  // namespace waymark::families
