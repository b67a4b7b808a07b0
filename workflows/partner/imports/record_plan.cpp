#include "workflows/partner/imports/record_plan.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using runtime::InstanceId;
using runtime::InstancePtr;
using states::Value;

/// As keys are compared: what is not given is empty.
std::string key_text(const Value& value) {
    if (value.is_string()) return folded(value.string());
    return value.is_undefined() || value.is_null() ? std::string() : states::to_json(value);
}

std::string in_words(const Value& value) {
    if (value.is_string()) return value.string();
    return value.is_undefined() || value.is_null() ? "–" : states::to_json(value);
}

/// The datum that holds a member of the form, where the chart calls it otherwise.
std::string_view datum_of(const RecordKind& kind, std::string_view member) {
    return kind.name == "agreements" && member == "date" ? "signed_on" : member;
}

/// It never was, or was taken back: who names it again means another one.
bool is_void(const Instance& record) {
    return runtime::is_undone(record) ||
           std::ranges::any_of(std::array{"declined", "withdrawn", "removed", "cancelled"},
                               [&](const char* state) { return is_in(record, state); });
}

}  // namespace

RecordPlanner::RecordPlanner(const RecordKind& kind, RecordFile& file, const runtime::Actor& by,
                             const PartnerDirectory& directory, runtime::Inquiry& inquiry)
    : kind_(kind), file_(file), by_(by), directory_(directory), inquiry_(inquiry) {
    for (const auto alternative : split(kind.keys, '|')) keys_.push_back(split(alternative, ' '));
}

RecordPlan RecordPlanner::plan() {
    for (std::size_t index = 0; index < file_.rows().size(); ++index) plan_row(index);
    return std::move(plan_);
}

void RecordPlanner::plan_row(std::size_t index) {
    at_ = index;
    const auto& row = file_.rows()[index];
    const auto parent = parent_of(row);
    if (!parent) return;
    const Known* known = nullptr;
    if (find(row, *parent, known) == Found::error || is_named_twice(row, *parent, known)) return;
    if (known == nullptr) return add(row, *parent);
    kind_.corrected == RecordKind::Corrected::by_stays ? compare_stay(row, *known) : compare(row, *known);
}

InstancePtr RecordPlanner::parent_of(const Row& row) {
    const auto meant = directory_.find(file_.value(row, "partner").string_or(""));
    if (meant.kind != PartnerMeant::Kind::one) {
        const bool several = meant.kind == PartnerMeant::Kind::several;
        const auto text =
            several ? states::Text{"More than one partner has this taxpayer number; write the partner's id.",
                                   "Этот ИНН у нескольких партнёров; укажите идентификатор партнёра."}
                    : states::Text{"There is no partner with this id or taxpayer number.",
                                   "Партнёра с таким идентификатором или ИНН нет."};
        file_.object(row, "partner", several ? "SEVERAL_PARTNERS" : "UNKNOWN_PARTNER", text);
        return nullptr;
    }
    plan_.partners.insert(meant.id);
    return kind_.parent == "partner" ? inquiry_.instance(meant.id) : named_parent(row, meant.id);
}

const std::multimap<std::string, InstancePtr>& RecordPlanner::parents_of(InstanceId partner) {
    const auto known = parents_.find(partner);
    if (known != parents_.end()) return known->second;
    auto& parents = parents_[partner];
    for (const auto& each : inquiry_.family(runtime::family_rooted_at(partner))) {
        if (each->definition->workflow != kind_.parent || is_void(*each)) continue;
        parents.emplace(runtime::to_text(each->id), each);
        parents.emplace(key_text(inquiry_.reveal(datum(*each, "name"))), each);
        if (const auto tin = text(*each, "tin"); !tin.empty()) parents.emplace(tin, each);
    }
    return parents;
}

InstancePtr RecordPlanner::named_parent(const Row& row, InstanceId partner) {
    const auto [first, last] = parents_of(partner).equal_range(key_text(file_.value(row, kind_.parent)));
    if (first == last) {
        file_.object(row, kind_.parent, "UNKNOWN",
                     {"The partner has no such entry; add it first.",
                      "У партнёра нет такой записи; сначала внесите её."});
        return nullptr;
    }
    if (std::next(first) == last) return first->second;
    file_.object(row, kind_.parent, "SEVERAL",
                 {"More than one entry of the partner is called so; write its id.",
                  "У партнёра несколько таких записей; укажите идентификатор."});
    return nullptr;
}

template <class Field>
std::string RecordPlanner::key_by(std::size_t alternative, const Field& field) const {
    std::string key;
    bool given = false;
    for (const auto member : keys_[alternative]) {
        const auto text = key_text(field(member));
        given = given || !text.empty();
        key += text + '\x1f';
    }
    return given ? key : std::string();
}

const RecordPlanner::Records& RecordPlanner::known_at(const Instance& parent) {
    const auto known = known_.find(parent.id);
    if (known != known_.end()) return known->second;
    auto& records = known_[parent.id];
    records.all = read_known(parent);
    records.by_key.resize(keys_.size());
    for (std::size_t alternative = 0; alternative < keys_.size(); ++alternative)
        for (std::size_t i = 0; i < records.all.size(); ++i)
            records.by_key[alternative].emplace(key_by(alternative,
                                                       [&](std::string_view member) -> const Value& {
                                                           return records.all[i].fields[member];
                                                       }),
                                                i);
    return records;
}

std::vector<RecordPlanner::Known> RecordPlanner::read_known(const Instance& parent) {
    std::vector<Known> all;
    if (kind_.workflow == kind_.parent) {  // entries of a list in it
        const auto self = inquiry_.instance(parent.id);
        for (const auto& entry : items(parent, kind_.name))
            all.push_back({self, inquiry_.reveal(entry), std::string(entry["id"].string_or(""))});
        return all;
    }
    if (kind_.adds.empty()) {
        for (const auto& each : inquiry_.all(std::string(kind_.workflow)))
            if (each->state.running && text(*each, kind_.parent) == runtime::to_text(parent.id))
                all.push_back({each, fields_of(*each), {}});
        return all;
    }
    for (const auto& each : inquiry_.family(parent.family))
        if (each->definition->workflow == kind_.workflow && each->parent == parent.id && !is_void(*each))
            all.push_back({each, fields_of(*each), {}});
    return all;
}

Value RecordPlanner::fields_of(const Instance& record) {
    Value::Object fields;
    for (const auto& column : file_.columns())
        if (column.holds == RecordColumn::Holds::member)
            fields.emplace_back(column.name, inquiry_.reveal(datum(record, datum_of(kind_, column.name))));
    const auto& further = kind_.further;
    if (!further.column.empty())
        fields.emplace_back(std::string(further.column), further.member.empty()
                                                             ? Value(is_in(record, further.shows))
                                                             : datum(record, further.shows));
    return fields;
}

RecordPlanner::Found RecordPlanner::find(const Row& row, const Instance& parent, const Known*& known) {
    const auto& records = known_at(parent);
    const auto given = [&](std::string_view member) -> const Value& { return file_.value(row, member); };
    for (std::size_t alternative = 0; alternative < keys_.size() && known == nullptr; ++alternative) {
        const auto key = key_by(alternative, given);
        if (key.empty()) continue;
        const auto [first, last] = records.by_key[alternative].equal_range(key);
        for (auto each = first; each != last; ++each) {
            const auto& record = records.all[each->second];
            const auto there = [&](std::string_view member) -> const Value& { return record.fields[member]; };
            // Two that both have the first key, and not the same, are two.
            if (alternative > 0 && !key_by(0, given).empty() && !key_by(0, there).empty()) continue;
            if (known != nullptr && known->instance->state.running && record.instance->state.running) {
                file_.object(row, keys_[alternative].front(), "SEVERAL",
                             {"More than one entry is recorded so; correct them by hand.",
                              "Таких записей несколько; исправьте их вручную."});
                return Found::error;
            }
            if (known == nullptr || record.instance->state.running || !known->instance->state.running)
                known = &record;  // the newest, but one that has ended only where no other is
        }
    }
    return known == nullptr ? Found::none : Found::one;
}

bool RecordPlanner::is_named_twice(const Row& row, const Instance& parent, const Known* known) {
    std::vector<std::string> names;
    if (known != nullptr) names.push_back(runtime::to_text(known->instance->id) + known->entry);
    for (std::size_t alternative = 0; alternative < keys_.size(); ++alternative) {
        auto key = key_by(alternative,
                          [&](std::string_view member) -> const Value& { return file_.value(row, member); });
        if (key.empty()) continue;
        names.push_back(runtime::to_text(parent.id) + std::to_string(alternative) + key);
        break;
    }
    for (const auto& name : names) {
        const auto [first, fresh] = rows_of_.try_emplace(name, row.row);
        if (fresh) continue;
        file_.object(row, {}, "ROW_TWICE",
                     {fmt::format("Row {} speaks of the same record; keep one of them.", first->second),
                      fmt::format("В строке {} та же запись; оставьте одну из них.", first->second)});
        return true;
    }
    return false;
}

void RecordPlanner::add(const Row& row, const Instance& parent) {
    ++plan_.added;
    kind_.adds.empty() ? start(parent, file_.data_of(row)) : send(parent, kind_.adds, file_.data_of(row));
    const auto& further = kind_.further;
    if (further.column.empty()) return;
    const auto& value = file_.value(row, further.column);
    if (value.is_string() || value == Value(true)) send_to_started(further.event, further_data(value));
}

void RecordPlanner::compare(const Row& row, const Known& known) {
    std::size_t events = 0;
    if (!correct_members(row, known, events) || !go_further(row, known, events)) return;
    ++(events == 0 ? plan_.unchanged : plan_.corrected);
}

bool RecordPlanner::correct_members(const Row& row, const Known& known, std::size_t& events) {
    std::map<std::string_view, Value::Object> different;  // by the event that takes it
    Value::Object whole;
    const auto& keys = keys_.front();
    for (const auto& column : file_.columns()) {
        if (column.holds != RecordColumn::Holds::member) continue;
        const auto& given = file_.value(row, column.name);
        const auto& there = known.fields[column.name];
        const auto& now = given.is_undefined() ? there : given;
        if (!now.is_undefined() && !now.is_null()) whole.emplace_back(column.name, now);
        if (given.is_undefined() || given == there) continue;
        const auto event = correcting_event(kind_, column.name);
        if (event.empty()) {
            if (std::ranges::find(keys, column.name) != keys.end())
                continue;  // known by it, but for its case
            file_.object(row, column.name, "NOT_CORRECTABLE",
                         {"It is recorded as “" + in_words(there) +
                              "”, which no event corrects: end that record by hand and add it anew.",
                          "Внесено как «" + in_words(there) +
                              "», и исправить это нельзя: завершите ту запись вручную и внесите её заново."});
            return false;
        }
        different[event].emplace_back(column.name, given);
    }
    if (kind_.corrected == RecordKind::Corrected::as_a_whole && !different.empty()) {
        whole.emplace_back("certificate", known.entry);
        different.begin()->second = std::move(whole);
    }
    for (auto& [event, data] : different) {
        ++events;
        send(*known.instance, event, std::move(data));
    }
    return true;
}

bool RecordPlanner::go_further(const Row& row, const Known& known, std::size_t& events) {
    const auto& further = kind_.further;
    if (further.column.empty()) return true;
    const auto& given = file_.value(row, further.column);
    const auto& there = known.fields[further.column];
    if (given.is_undefined() || given == there) return true;
    if (given == Value(false) || there.is_string()) {
        file_.object(row, further.column, "NOT_CORRECTABLE",
                     {"It is recorded as “" + in_words(there) + "”; take that back by hand.",
                      "Внесено «" + in_words(there) + "»; отмените это вручную."});
        return false;
    }
    ++events;
    send(*known.instance, further.event, further_data(given));
    return true;
}

/// A row of an employee is the last of his stays, or the one that follows it.
void RecordPlanner::compare_stay(const Row& row, const Known& known) {
    const auto& stays = items(*known.instance, "stays");
    const auto from = file_.value(row, "from").string_or(""), to = file_.value(row, "to").string_or("");
    const auto& last = stays.empty() ? Value() : stays.back();
    const auto same =
        std::ranges::find_if(stays, [&](const Value& stay) { return stay["from"].string_or("") == from; });
    const auto there = same == stays.end() ? std::string_view() : (*same)["to"].string_or("");
    if (same != stays.end() && (to.empty() || to == there)) {
        ++plan_.unchanged;
    } else if (same != stays.end() && same + 1 == stays.end()) {
        ++plan_.corrected;
        send(*known.instance, "leave", Value::Object{{"to", to}});
    } else if (same == stays.end() && last["to"].is_string() && last["to"].string() <= from) {
        ++plan_.corrected;
        send(*known.instance, "return", Value::Object{{"from", from}});
        if (!to.empty()) send(*known.instance, "leave", Value::Object{{"to", to}});
    } else {
        file_.object(row, "from", "NOT_CORRECTABLE",
                     {fmt::format("He is recorded as working there from {}, which no event corrects: remove "
                                  "the entry by hand and add it anew.",
                                  last["from"].string_or("")),
                      fmt::format("Внесено, что он работает с {}, и исправить это нельзя: удалите запись "
                                  "вручную и внесите её заново.",
                                  last["from"].string_or(""))});
    }
}

void RecordPlanner::send(const Instance& to, std::string_view event, Value data) {
    runtime::Command command;
    command.actor = by_;
    command.act = runtime::SendEvent{to.id, std::string(event), std::move(data)};
    command.if_version = to.version;
    plan_.commands.push_back({std::move(command), false});
    plan_.row_of.push_back(at_);
}

void RecordPlanner::start(const Instance& parent, const Value& data) {
    runtime::Command command;
    command.actor = by_;
    command.act =
        runtime::Start{std::string(kind_.workflow), data.with(kind_.parent, runtime::to_text(parent.id)), {}};
    plan_.commands.push_back({std::move(command), false});
    plan_.row_of.push_back(at_);
}

void RecordPlanner::send_to_started(std::string_view event, Value data) {
    runtime::Command command;
    command.actor = by_;
    command.act = runtime::SendEvent{{}, std::string(event), std::move(data)};
    plan_.commands.push_back({std::move(command), true});
    plan_.row_of.push_back(at_);
}

Value RecordPlanner::further_data(const Value& value) const {
    if (kind_.further.member.empty()) return {};
    return Value::Object{{std::string(kind_.further.member), value}};
}

}  // namespace waymark::partner
