#include "daemon/cli/application.hpp"

int main(int argc, char** argv) { return waymark::cli::run(argc, argv); }
