#include "workflows/partner/letters.hpp"

#include <algorithm>

#include "states/sends.hpp"
#include "workflows/partner/functions.hpp"
#include "workflows/partner/recipients.hpp"
#include "workflows/runtime/messages.hpp"

namespace waymark::partner {

namespace {

using states::Finding;
using states::Value;

constexpr std::string_view ending = ".txt";

/// What an expression sees that names nothing.
class NoScope final : public states::Scope {
  public:
    [[nodiscard]] const Value* variable(states::Slot) const override { return nullptr; }
    void set_variable(states::Slot, Value) override { throw states::EvaluationError("there is no data"); }
    [[nodiscard]] const Value* system(std::string_view) const override { return nullptr; }
    [[nodiscard]] bool in(std::string_view) const override {
        throw states::EvaluationError("there is no state");
    }
};

/// "quit.accepted.en.txt" taken apart.
struct FileName {
    std::string key;
    Language language;
};
std::optional<FileName> parse_file_name(std::string_view file) {
    for (const auto language : {Language::en, Language::ru}) {
        const auto tail = "." + std::string(to_text(language)) + std::string(ending);
        if (file.ends_with(tail) && file.size() > tail.size())
            return FileName{std::string(file.substr(0, file.size() - tail.size())), language};
    }
    return std::nullopt;
}

template <class List>
bool holds(const List& list, std::string_view name) {
    return std::ranges::find(list, name) != std::ranges::end(list);
}

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
    return all.empty() ? "(none)" : all;
}

/// What is wrong with a name in a template of this key.
std::string objection(std::string_view name, std::string_view key, const std::vector<SentMessage>& sent,
                      const std::vector<std::string>& fields) {
    if (holds(fields, name) || holds(common_names(), name)) return {};
    std::string lacking;
    bool somewhere = false;
    for (const auto& message : sent) {
        if (message.key != key) continue;
        const bool given = holds(message.fields, name);
        somewhere = somewhere || given;
        if (!given && lacking.empty()) lacking = message.place;
    }
    const auto quoted = "\"" + std::string(name) + "\"";
    if (somewhere)
        return quoted + " is not given by every message of this kind: not by the one at " + lacking +
               ". Give it there (null, when there is nothing to say), or do without it.";
    return quoted + " is no field of this message. It has: " + joined(fields) +
           "; and every message has: " + joined(common_names()) + ".";
}

/// Of an expression that names no data; otherwise only an instance knows.
std::vector<std::string> audiences_in(std::string_view expression, const states::Functions& functions) {
    const states::Variables none;
    const auto evaluator = states::native_evaluator(functions, none);
    const auto compiled = evaluator->compile(expression);
    if (!compiled) return {};
    Value::Array all;
    try {
        NoScope scope;
        const Value to = evaluator->evaluate(*compiled, scope);
        all = to.is_array() ? to.array() : Value::Array{to};
    } catch (const states::EvaluationError&) {
        return {};
    }
    std::vector<std::string> audiences;
    for (const auto& audience : all) audiences.emplace_back(audience.string_or(""));
    return audiences;
}

void find_unknown_audiences(const std::vector<SentMessage>& sent, std::vector<Finding>& findings) {
    for (const auto& message : sent)
        for (const auto& audience : message.audiences)
            if (!holds(staff_audiences(), audience) && audience != "partner" && audience != "prospect")
                findings.push_back({"bad-template", message.place,
                                    "There is no audience \"" + audience +
                                        "\"; there are: partner, prospect, " + joined(staff_audiences()) +
                                        "."});
}

/// Audiences that come before another one in one send, and in every send so far.
void take_order(const std::vector<std::string>& audiences, Letters::Entry& entry) {
    std::vector<std::string> before;
    for (const auto& audience : audiences) {
        const auto [at, first] = entry.before.try_emplace(audience, before);
        if (!first) std::erase_if(at->second, [&](const auto& each) { return !holds(before, each); });
        before.push_back(audience);
    }
}

Error bad_templates(const std::vector<Finding>& findings) {
    Value::Array all;
    for (const auto& finding : findings)
        all.push_back(
            Value::Object{{"code", finding.code}, {"place", finding.place}, {"message", finding.message}});
    return {findings.front().code, findings.front().message, findings.front().place,
            Value::Object{{"findings", std::move(all)}}};
}

}  // namespace

Result<std::vector<SentMessage>> sent_messages(const std::vector<runtime::Program::Document>& documents,
                                               const states::Functions& functions) {
    std::vector<SentMessage> sent;
    for (const auto& document : documents) {
        const auto chart = states::read_chart(document.source, document.file, functions);
        if (!chart) return chart.error();
        for (const auto& send : states::sends_of(**chart)) {
            if (send.type != runtime::notify_type || send.event.empty()) continue;
            SentMessage message{send.event, document.workflow, {}, {}, {}};
            message.place =
                document.file + ":" + std::to_string(send.line) + ":" + std::to_string(send.column);
            for (const auto& parameter : send.parameters)
                if (parameter.name == "to")
                    message.audiences = audiences_in(parameter.expression, functions);
                else
                    message.fields.push_back(parameter.name);
            sent.push_back(std::move(message));
        }
    }
    return sent;
}

const std::vector<std::string>& common_names() {
    static const std::vector<std::string> names = {"recipient",       "audience", "to_partner", "partner",
                                                   "technology_name", "program",  "url",        "contact",
                                                   "instance",        "sent_late"};
    return names;
}

Letters::Letters(const Rulebook& rulebook) {
    add_functions(english_, rulebook);
    add_functions(russian_, rulebook);
    add_wording(english_, rulebook.calendar, Language::en);
    add_wording(russian_, rulebook.calendar, Language::ru);
}

Result<std::shared_ptr<const Letters>> Letters::read(const std::vector<TemplateSource>& sources,
                                                     const std::vector<SentMessage>& sent,
                                                     const Rulebook& rulebook) {
    auto letters = std::shared_ptr<Letters>(new Letters(rulebook));
    for (const auto& message : sent) {
        const auto [at, first] = letters->messages_.try_emplace(message.key, Entry{message.fields, {}, {}});
        if (!first)
            std::erase_if(at->second.fields,
                          [&](const auto& field) { return !holds(message.fields, field); });
        if (!holds(at->second.senders, message.workflow)) at->second.senders.push_back(message.workflow);
        take_order(message.audiences, at->second);
    }
    std::vector<Finding> findings;
    for (const auto& source : sources) {
        const auto name = parse_file_name(source.file);
        if (!name) {
            findings.push_back({"bad-template", source.file + ":1:1",
                                "A template's file is named MESSAGE.en.txt or MESSAGE.ru.txt; rename it."});
            continue;
        }
        const auto message = letters->messages_.find(name->key);
        if (message == letters->messages_.end()) {
            if (!holds(letters->unsent_, name->key)) letters->unsent_.push_back(name->key);
            continue;
        }
        const std::pair key(name->key, name->language);
        if (letters->templates_.contains(key)) continue;
        auto names = common_names();
        names.insert(names.end(), message->second.fields.begin(), message->second.fields.end());
        const auto& functions = name->language == Language::en ? letters->english_ : letters->russian_;
        letters->templates_[key] = LetterTemplate::read(
            source, names,
            [&](std::string_view each) { return objection(each, name->key, sent, message->second.fields); },
            functions, findings);
    }
    for (const auto& message : sent)
        for (const auto language : {Language::en, Language::ru}) {
            const auto file = message.key + "." + std::string(to_text(language)) + std::string(ending);
            if (letters->templates_.try_emplace({message.key, language}).second)
                findings.push_back(
                    {"bad-template", message.place,
                     "The message \"" + message.key + "\" has no template " + file + "; write it."});
        }
    find_unknown_audiences(sent, findings);
    if (!findings.empty()) return bad_templates(findings);
    return std::shared_ptr<const Letters>(std::move(letters));
}

std::optional<Filled> Letters::write(std::string_view key, Language language, const Value& values) const {
    const auto found = templates_.find(std::pair(std::string(key), language));
    if (found == templates_.end()) return std::nullopt;
    return found->second->fill(values);
}

}  // namespace waymark::partner
