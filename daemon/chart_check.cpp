#include "daemon/chart_check.hpp"

#include "daemon/chart_files.hpp"
#include "states/checks/checker.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/runtime/program_check.hpp"

namespace waymark::daemon {

namespace {

using runtime::Program;
using states::Value;

constexpr int clean = 0, found = 2;

/// Other documents know a workflow by its document's name, or by its file's.
std::string workflow_of(const std::string& source, const std::string& file) {
    if (const auto tree = states::read_document(source))
        if (const auto* name = (*tree)->find("name")) return name->value;
    return std::filesystem::path(file).stem().string();
}

std::string counted(std::size_t count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

Value as_value(const std::string& file, const states::Finding& finding) {
    return Value::Object{{"file", file},
                         {"place", finding.place},
                         {"code", finding.code},
                         {"message", finding.message},
                         {"refused_at_publication", states::refuses_publication(finding.code)}};
}

}  // namespace

int chart_check(const ChartCheck& options, std::ostream& out, std::ostream& err) {
    std::vector<Program::Document> documents;
    for (const auto& file : options.files) {
        auto source = read_file(file);
        if (!source) {
            err << source.error().place << ": " << source.error().message << "\n";
            return found;
        }
        auto workflow = workflow_of(*source, file);
        documents.push_back({std::move(workflow), *std::move(source), file});
    }
    const auto fetch = files_below(base_of(options.files.front(), options.base));
    const auto findings =
        runtime::check_documents(documents, partner::chart_functions(), fetch,
                                 options.whole ? runtime::Scope::whole : runtime::Scope::some);

    Value::Array list;
    for (std::size_t i = 0; i < findings.size(); ++i)
        for (const auto& finding : findings[i]) {
            list.push_back(as_value(options.files[i], finding));
            if (!options.json)
                out << finding.place << ": " << finding.message << " [" << finding.code << "]\n";
        }
    const auto count = list.size();
    if (options.json)
        out << states::to_json(Value::Object{{"findings", std::move(list)}}) << "\n";
    else
        err << counted(options.files.size(), "document") << ", "
            << (count == 0 ? "nothing found" : counted(count, "finding")) << "\n";
    return count == 0 ? clean : found;
}

}  // namespace waymark::daemon
