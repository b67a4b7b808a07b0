#include "states/reader.hpp"

#include <algorithm>

namespace waymark::states {

namespace {

constexpr std::size_t most_findings = 100;
constexpr std::size_t longest_word = 256;

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    std::vector<std::string_view> words;
    for (auto first = text.find_first_not_of(spaces); first != std::string_view::npos;) {
        const auto end = text.find_first_of(spaces, first);
        words.push_back(text.substr(first, end == std::string_view::npos ? end : end - first));
        first = text.find_first_not_of(spaces, end);
    }
    return words;
}

Reader::Reader(std::string_view file, const Functions& functions, const Fetch& fetch)
    : file_(file), functions_(functions), fetch_(fetch), program_(std::make_unique<Program>()) {
    program_->file = file_;
}

Result<std::shared_ptr<const Chart>> Reader::read(const Element& root) {
    if (!is_scxml(root, "scxml")) {
        find("wrong-root", root.place,
             "The root element is <" + root.name + ">, not <scxml xmlns=\"" + std::string(scxml_namespace) +
                 "\">.");
        return refusal();
    }
    read_root(root);
    if (findings_.empty()) {
        program_->number_words();
        if (!program_->tabulate())
            find("too-large", root.place,
                 "The states times the events they listen to are too many; split the chart.");
    }
    if (!findings_.empty()) return refusal();
    return std::shared_ptr<const Chart>(std::make_shared<Chart>(std::move(program_)));
}

void Reader::read_root(const Element& root) {
    if (const auto* version = required(root, "version"); version != nullptr && version->value != "1.0")
        find("bad-attribute", version->place,
             "The version is " + quoted(version->value) + "; it must be \"1.0\".");
    if (const auto* name = root.find("name")) program_->name = name->value;
    if (const auto* binding = root.find("binding")) {
        program_->late_binding = binding->value == "late";
        if (binding->value != "late" && binding->value != "early")
            find("bad-attribute", binding->place,
                 "The binding is " + quoted(binding->value) + "; it must be \"early\" or \"late\".");
    }
    if (const auto* model = root.find("datamodel")) {
        null_model_ = model->value == "null";
        if (!null_model_ && model->value != "ecmascript")
            find("chart-unsupported", model->place,
                 "There is no data model " + quoted(model->value) + " here; use \"ecmascript\" or \"null\".");
    }
    number(root, no_index);
    auto& states = program_->states;
    if (states.size() > 10'001)
        return find("too-large", root.place, "The chart has more than 10,000 states; split it.");
    if (states[0].children.empty())
        return find("missing-state", root.place, "<scxml> has no <state>, <parallel> or <final>; add one.");
    collect_variables(root);
    program_->evaluator = null_model_ ? null_evaluator() : native_evaluator(functions_, program_->variables);
    walk(root);
    // Histories hold no transitions of their own beside the default; without it there is nowhere to go.
    for (StateIndex s = 0; s < states.size(); ++s)
        if (states[s].initial == no_index && program_->is_history(s))
            find("missing-transition", states[s].place,
                 "<history> needs a <transition target=…> for the first time.");
}

void Reader::find(std::string code, Place place, std::string message) {
    if (findings_.size() >= most_findings) return;
    findings_.push_back({std::move(code),
                         file_ + ":" + std::to_string(place.line) + ":" + std::to_string(place.column),
                         std::move(message)});
}

Error Reader::refusal() const {
    Value::Array list;
    for (const auto& finding : findings_)
        list.emplace_back(
            Value::Object{{"code", finding.code}, {"place", finding.place}, {"message", finding.message}});
    const bool unsupported = std::all_of(findings_.begin(), findings_.end(), [](const Finding& finding) {
        return finding.code == "chart-unsupported";
    });
    return {unsupported ? "chart-unsupported" : "bad-chart", findings_[0].message, findings_[0].place,
            Value::Object{{"findings", std::move(list)}}};
}

void Reader::check_children(const Element& element, Names allowed, Names waymark) {
    const auto among = [](Names names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    for (const auto& child : element.children) {
        if (child->space == waymark_namespace) {
            if (!among(waymark, child->name))
                find("unknown-element", child->place,
                     "<wm:" + child->name + "> has no place in <" + element.name + ">.");
        } else if (is_scxml(*child) && !among(allowed, child->name)) {
            if (child->name == "script" || child->name == "invoke")
                find("chart-unsupported", child->place,
                     "<" + child->name + "> is not supported yet; " +
                         (child->name == "script" ? "use <assign> and expressions."
                                                  : "start another workflow with <send>."));
            else
                find("unknown-element", child->place,
                     "<" + child->name + "> has no place in <" + element.name + ">.");
        }
    }
    for (const auto& attribute : element.attributes)
        if (attribute.space == waymark_namespace &&
            !(element.name == "send" && attribute.name == "superseded-by") &&
            !(element.name == "transition" && attribute.name == "from") &&
            !(element.name == "state" && (attribute.name == "resting" || attribute.name == "awaits")))
            find("unknown-attribute", attribute.place,
                 "wm:" + attribute.name + " has no place in <" + element.name + ">.");
}

const Attribute* Reader::required(const Element& element, std::string_view attribute) {
    const auto* found = element.find(attribute);
    if (found == nullptr)
        find("missing-attribute", element.place,
             "<" + element.name + "> needs the attribute " + std::string(attribute) + ".");
    return found;
}

void Reader::exclusive(const Element& element, std::string_view one, std::string_view other) {
    if (const auto* second = element.find(other); second != nullptr && element.find(one) != nullptr)
        find("bad-attribute", second->place,
             "<" + element.name + "> takes " + std::string(one) + " or " + std::string(other) +
                 ", not both; remove one.");
}

// A text that states of this chart will hold: its number goes into their blobs.
std::string Reader::word(std::string_view text) {
    if (!text.empty() && text.size() <= longest_word) program_->words.emplace_back(text);
    return std::string(text);
}

Result<std::shared_ptr<const Chart>> read_chart(std::string_view xml, std::string_view file,
                                                const Functions& functions, const Fetch& fetch) {
    auto document = read_document(xml);
    if (!document) {
        auto error = std::move(document).error();
        error.place = std::string(file) + ":" + error.place;
        error.details = Value::Object{
            {"findings", Value::Array{Value::Object{
                             {"code", "bad-xml"}, {"place", error.place}, {"message", error.message}}}}};
        return error;
    }
    return Reader(file, functions, fetch).read(**document);
}

}  // namespace waymark::states
