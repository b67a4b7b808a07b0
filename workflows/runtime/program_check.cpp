#include "workflows/runtime/program_check.hpp"

#include <algorithm>
#include <charconv>

#include "workflows/runtime/dialogue.hpp"
#include "workflows/runtime/form.hpp"

namespace waymark::runtime {

namespace {

using states::Finding;

constexpr std::size_t most_findings = 100;  // that a refusal lists

struct Read {
    std::unique_ptr<states::Element> document;
    std::shared_ptr<const states::Chart> chart;  // nullptr: it cannot be read
    std::optional<states::Survey> survey;
    std::vector<Finding> findings;
};

Read read(const Program::Document& document, const states::Functions& functions, const states::Fetch& fetch) {
    Read read;
    auto chart = states::read_chart(document.source, document.file, functions, fetch);
    if (!chart) {
        for (const auto& finding : chart.error().details["findings"].array())
            read.findings.push_back({std::string(finding["code"].string_or("")),
                                     std::string(finding["place"].string_or("")),
                                     std::string(finding["message"].string_or(""))});
        return read;
    }
    read.chart = *std::move(chart);
    read.survey.emplace(read.chart->program(), functions);
    auto tree = states::read_document(document.source);
    CHECK(tree.ok(), "what was read once is read again");
    read.document = *std::move(tree);
    return read;
}

/// What only a compiler of JSON Schemas can tell.
void check_form(const states::EventDeclaration& declaration, const states::Element& element,
                states::FindingList& findings) {
    if (declaration.form.is_undefined()) return;
    const auto form = Form::compile(declaration.form);
    if (form) return;
    const auto found = std::ranges::find(element.children, "form", &states::Element::name);
    findings.add("bad-form", found == element.children.end() ? element.place : (*found)->place,
                 "The form is " + form.error().message + "; correct it.");
}

void check_forms(const Read& read, states::FindingList& findings) {
    for (const auto& child : read.document->children) {
        if (child->space != "urn:waymark:chart") continue;
        const auto* name = child->find("name");
        const auto* event =
            child->name == "event" && name != nullptr ? read.chart->event(name->value) : nullptr;
        if (child->name == "start") event = read.chart->start();
        if (event != nullptr) check_form(*event, *child, findings);
    }
}

/// "file:line:column" as numbers, for sorting.
std::pair<std::uint32_t, std::uint32_t> numbers_of(const std::string& place) {
    std::pair<std::uint32_t, std::uint32_t> numbers{};
    const auto column = place.rfind(':');
    const auto line = column == std::string::npos ? column : place.rfind(':', column - 1);
    if (line == std::string::npos) return numbers;
    std::from_chars(place.data() + line + 1, place.data() + column, numbers.first);
    std::from_chars(place.data() + column + 1, place.data() + place.size(), numbers.second);
    return numbers;
}

void take(std::vector<Finding>& all, std::vector<Finding> more) {
    std::ranges::move(more, std::back_inserter(all));
    std::ranges::stable_sort(all, {}, [](const Finding& finding) { return numbers_of(finding.place); });
}

}  // namespace

std::vector<std::vector<Finding>> check_documents(std::span<const Program::Document> documents,
                                                  const states::Functions& functions,
                                                  const states::Fetch& fetch, Scope scope) {
    std::vector<Read> all;
    std::vector<Party> parties;
    for (const auto& document : documents) all.push_back(read(document, functions, fetch));
    const bool all_read = std::ranges::all_of(all, [](const Read& each) { return each.chart != nullptr; });
    for (std::size_t i = 0; i < all.size() && all_read; ++i)
        parties.push_back({documents[i].workflow, *all[i].chart, *all[i].survey});
    const Dialogue dialogue(std::move(parties), scope);
    std::vector<std::vector<Finding>> findings;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& found = findings.emplace_back(std::move(all[i].findings));
        if (!all[i].chart) continue;
        const auto outside = all_read ? dialogue.outside(i) : states::Outside();
        take(found, states::check_chart(*all[i].chart, *all[i].document, functions, outside));
        states::FindingList more(documents[i].file);
        check_forms(all[i], more);
        if (all_read) dialogue.check(i, more);
        take(found, std::move(more).sorted());
    }
    return findings;
}

Done fit_to_publish(const Program& program, const std::vector<bool>& unpublished) {
    const auto findings = check_documents(program.documents, *program.functions, {}, Scope::whole);
    states::Value::Array refused;
    bool one_code = true;
    for (std::size_t i = 0; i < findings.size(); ++i)
        for (const auto& finding : findings[i]) {
            if (!unpublished[i] || !states::refuses_publication(finding.code)) continue;
            one_code = one_code && (refused.empty() || refused[0]["code"] == states::Value(finding.code));
            refused.emplace_back(states::Value::Object{
                {"code", finding.code}, {"place", finding.place}, {"message", finding.message}});
        }
    if (refused.empty()) return done();
    if (refused.size() > most_findings) refused.resize(most_findings);
    const auto first = refused[0];
    const std::string code(first["code"].string_or(""));
    const bool own_code = one_code && (code == "chart-unsupported" || code == "bad-form");
    return Error{own_code ? code : "bad-chart", std::string(first["message"].string_or("")),
                 std::string(first["place"].string_or("")),
                 states::Value::Object{{"findings", std::move(refused)}}};
}

}  // namespace waymark::runtime
