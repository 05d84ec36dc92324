# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'policy_form.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QGridLayout,
    QLabel, QLineEdit, QPlainTextEdit, QSizePolicy,
    QWidget)

class Ui_PolicyForm(object):
    def setupUi(self, PolicyForm):
        if not PolicyForm.objectName():
            PolicyForm.setObjectName(u"PolicyForm")
        self.form_grid = QGridLayout(PolicyForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(16)
        self.form_grid.setVerticalSpacing(6)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.n2_basis_label = QLabel(PolicyForm)
        self.n2_basis_label.setObjectName(u"n2_basis_label")

        self.form_grid.addWidget(self.n2_basis_label, 0, 0, 1, 2)

        self.n2_basis_edit = QLineEdit(PolicyForm)
        self.n2_basis_edit.setObjectName(u"n2_basis_edit")

        self.form_grid.addWidget(self.n2_basis_edit, 1, 0, 1, 2)

        self.n2_basis_problem = QLabel(PolicyForm)
        self.n2_basis_problem.setObjectName(u"n2_basis_problem")
        self.n2_basis_problem.setWordWrap(True)
        self.n2_basis_problem.setVisible(False)

        self.form_grid.addWidget(self.n2_basis_problem, 2, 0, 1, 2)

        self.n3_basis_label = QLabel(PolicyForm)
        self.n3_basis_label.setObjectName(u"n3_basis_label")

        self.form_grid.addWidget(self.n3_basis_label, 3, 0, 1, 2)

        self.n3_basis_edit = QLineEdit(PolicyForm)
        self.n3_basis_edit.setObjectName(u"n3_basis_edit")

        self.form_grid.addWidget(self.n3_basis_edit, 4, 0, 1, 2)

        self.n3_basis_problem = QLabel(PolicyForm)
        self.n3_basis_problem.setObjectName(u"n3_basis_problem")
        self.n3_basis_problem.setWordWrap(True)
        self.n3_basis_problem.setVisible(False)

        self.form_grid.addWidget(self.n3_basis_problem, 5, 0, 1, 2)

        self.z2_basis_label = QLabel(PolicyForm)
        self.z2_basis_label.setObjectName(u"z2_basis_label")

        self.form_grid.addWidget(self.z2_basis_label, 6, 0, 1, 2)

        self.z2_basis_edit = QLineEdit(PolicyForm)
        self.z2_basis_edit.setObjectName(u"z2_basis_edit")

        self.form_grid.addWidget(self.z2_basis_edit, 7, 0, 1, 2)

        self.z2_basis_problem = QLabel(PolicyForm)
        self.z2_basis_problem.setObjectName(u"z2_basis_problem")
        self.z2_basis_problem.setWordWrap(True)
        self.z2_basis_problem.setVisible(False)

        self.form_grid.addWidget(self.z2_basis_problem, 8, 0, 1, 2)

        self.n3_title_label = QLabel(PolicyForm)
        self.n3_title_label.setObjectName(u"n3_title_label")

        self.form_grid.addWidget(self.n3_title_label, 9, 0, 1, 1)

        self.n3_title_combo = QComboBox(PolicyForm)
        self.n3_title_combo.setObjectName(u"n3_title_combo")

        self.form_grid.addWidget(self.n3_title_combo, 10, 0, 1, 1)

        self.n3_title_problem = QLabel(PolicyForm)
        self.n3_title_problem.setObjectName(u"n3_title_problem")
        self.n3_title_problem.setWordWrap(True)
        self.n3_title_problem.setVisible(False)

        self.form_grid.addWidget(self.n3_title_problem, 11, 0, 1, 1)

        self.z2_told_label = QLabel(PolicyForm)
        self.z2_told_label.setObjectName(u"z2_told_label")

        self.form_grid.addWidget(self.z2_told_label, 9, 1, 1, 1)

        self.z2_told_combo = QComboBox(PolicyForm)
        self.z2_told_combo.setObjectName(u"z2_told_combo")

        self.form_grid.addWidget(self.z2_told_combo, 10, 1, 1, 1)

        self.z2_told_problem = QLabel(PolicyForm)
        self.z2_told_problem.setObjectName(u"z2_told_problem")
        self.z2_told_problem.setWordWrap(True)
        self.z2_told_problem.setVisible(False)

        self.form_grid.addWidget(self.z2_told_problem, 11, 1, 1, 1)

        self.late_bars_label = QLabel(PolicyForm)
        self.late_bars_label.setObjectName(u"late_bars_label")

        self.form_grid.addWidget(self.late_bars_label, 12, 0, 1, 1)

        self.late_bars_combo = QComboBox(PolicyForm)
        self.late_bars_combo.setObjectName(u"late_bars_combo")

        self.form_grid.addWidget(self.late_bars_combo, 13, 0, 1, 1)

        self.late_bars_problem = QLabel(PolicyForm)
        self.late_bars_problem.setObjectName(u"late_bars_problem")
        self.late_bars_problem.setWordWrap(True)
        self.late_bars_problem.setVisible(False)

        self.form_grid.addWidget(self.late_bars_problem, 14, 0, 1, 1)

        self.late_basis_label = QLabel(PolicyForm)
        self.late_basis_label.setObjectName(u"late_basis_label")

        self.form_grid.addWidget(self.late_basis_label, 12, 1, 1, 1)

        self.late_basis_edit = QLineEdit(PolicyForm)
        self.late_basis_edit.setObjectName(u"late_basis_edit")

        self.form_grid.addWidget(self.late_basis_edit, 13, 1, 1, 1)

        self.late_basis_problem = QLabel(PolicyForm)
        self.late_basis_problem.setObjectName(u"late_basis_problem")
        self.late_basis_problem.setWordWrap(True)
        self.late_basis_problem.setVisible(False)

        self.form_grid.addWidget(self.late_basis_problem, 14, 1, 1, 1)

        self.help_line_label = QLabel(PolicyForm)
        self.help_line_label.setObjectName(u"help_line_label")

        self.form_grid.addWidget(self.help_line_label, 15, 0, 1, 2)

        self.help_line_edit = QPlainTextEdit(PolicyForm)
        self.help_line_edit.setObjectName(u"help_line_edit")
        self.help_line_edit.setTabChangesFocus(True)

        self.form_grid.addWidget(self.help_line_edit, 16, 0, 1, 2)

        self.help_line_problem = QLabel(PolicyForm)
        self.help_line_problem.setObjectName(u"help_line_problem")
        self.help_line_problem.setWordWrap(True)
        self.help_line_problem.setVisible(False)

        self.form_grid.addWidget(self.help_line_problem, 17, 0, 1, 2)

        self.plain_page_check = QCheckBox(PolicyForm)
        self.plain_page_check.setObjectName(u"plain_page_check")

        self.form_grid.addWidget(self.plain_page_check, 18, 0, 1, 2)

#if QT_CONFIG(shortcut)
        self.n2_basis_label.setBuddy(self.n2_basis_edit)
        self.n3_basis_label.setBuddy(self.n3_basis_edit)
        self.z2_basis_label.setBuddy(self.z2_basis_edit)
        self.n3_title_label.setBuddy(self.n3_title_combo)
        self.z2_told_label.setBuddy(self.z2_told_combo)
        self.late_bars_label.setBuddy(self.late_bars_combo)
        self.late_basis_label.setBuddy(self.late_basis_edit)
        self.help_line_label.setBuddy(self.help_line_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.n2_basis_edit, self.n3_basis_edit)
        QWidget.setTabOrder(self.n3_basis_edit, self.z2_basis_edit)
        QWidget.setTabOrder(self.z2_basis_edit, self.n3_title_combo)
        QWidget.setTabOrder(self.n3_title_combo, self.z2_told_combo)
        QWidget.setTabOrder(self.z2_told_combo, self.late_bars_combo)
        QWidget.setTabOrder(self.late_bars_combo, self.late_basis_edit)
        QWidget.setTabOrder(self.late_basis_edit, self.help_line_edit)
        QWidget.setTabOrder(self.help_line_edit, self.plain_page_check)

        self.retranslateUi(PolicyForm)
    # setupUi

    def retranslateUi(self, PolicyForm):
        self.n2_basis_label.setText(QCoreApplication.translate("PolicyForm", u"\u8d8a\u7ea7\u8d70\u8bbf\u4e0d\u4e88\u53d7\u7406\uff1a\u4f9d\u636e\u6587\u4ef6", None))
        self.n2_basis_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.n2_basis_edit.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u8d8a\u7ea7\u8d70\u8bbf\u4e0d\u4e88\u53d7\u7406\uff1a\u4f9d\u636e\u6587\u4ef6", None))
#endif // QT_CONFIG(accessibility)
        self.n2_basis_edit.setPlaceholderText(QCoreApplication.translate("PolicyForm", u"\u6ca1\u6709\u586b\u5c31\u4e0d\u80fd\u6253\u5370", None))
        self.n2_basis_problem.setText("")
        self.n2_basis_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.n3_basis_label.setText(QCoreApplication.translate("PolicyForm", u"\u6d89\u6cd5\u6d89\u8bc9\u4e0d\u4e88\u53d7\u7406\uff1a\u4f9d\u636e\u6587\u4ef6", None))
        self.n3_basis_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.n3_basis_edit.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u6d89\u6cd5\u6d89\u8bc9\u4e0d\u4e88\u53d7\u7406\uff1a\u4f9d\u636e\u6587\u4ef6", None))
#endif // QT_CONFIG(accessibility)
        self.n3_basis_edit.setPlaceholderText(QCoreApplication.translate("PolicyForm", u"\u6ca1\u6709\u586b\u5c31\u4e0d\u80fd\u6253\u5370", None))
        self.n3_basis_problem.setText("")
        self.n3_basis_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.z2_basis_label.setText(QCoreApplication.translate("PolicyForm", u"\u5df2\u4f9d\u6cd5\u7ec8\u7ed3\u4e0d\u518d\u53d7\u7406\uff1a\u4f9d\u636e\u6587\u4ef6", None))
        self.z2_basis_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.z2_basis_edit.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u5df2\u4f9d\u6cd5\u7ec8\u7ed3\u4e0d\u518d\u53d7\u7406\uff1a\u4f9d\u636e\u6587\u4ef6", None))
#endif // QT_CONFIG(accessibility)
        self.z2_basis_edit.setPlaceholderText(QCoreApplication.translate("PolicyForm", u"\u6ca1\u6709\u586b\u5c31\u4e0d\u80fd\u6253\u5370", None))
        self.z2_basis_problem.setText("")
        self.z2_basis_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.n3_title_label.setText(QCoreApplication.translate("PolicyForm", u"\u6765\u8bbf\u6d89\u6cd5\u6d89\u8bc9\u51fa\u4ec0\u4e48", None))
        self.n3_title_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.n3_title_combo.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u6765\u8bbf\u6d89\u6cd5\u6d89\u8bc9\u51fa\u4ec0\u4e48", None))
#endif // QT_CONFIG(accessibility)
        self.n3_title_problem.setText("")
        self.n3_title_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.z2_told_label.setText(QCoreApplication.translate("PolicyForm", u"\u4f9d\u6cd5\u7ec8\u7ed3\u7684\u7531\u8c01\u544a\u77e5", None))
        self.z2_told_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.z2_told_combo.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u4f9d\u6cd5\u7ec8\u7ed3\u7684\u7531\u8c01\u544a\u77e5", None))
#endif // QT_CONFIG(accessibility)
        self.z2_told_problem.setText("")
        self.z2_told_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.late_bars_label.setText(QCoreApplication.translate("PolicyForm", u"\u8fc7\u4e86\u590d\u67e5\u671f\u9650\u7684", None))
        self.late_bars_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.late_bars_combo.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u8fc7\u4e86\u590d\u67e5\u671f\u9650\u7684", None))
#endif // QT_CONFIG(accessibility)
        self.late_bars_problem.setText("")
        self.late_bars_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.late_basis_label.setText(QCoreApplication.translate("PolicyForm", u"\u8fc7\u671f\u4e0d\u518d\u53d7\u7406\u7684\u672c\u7701\u89c4\u5b9a", None))
        self.late_basis_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.late_basis_edit.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u8fc7\u671f\u4e0d\u518d\u53d7\u7406\u7684\u672c\u7701\u89c4\u5b9a", None))
#endif // QT_CONFIG(accessibility)
        self.late_basis_problem.setText("")
        self.late_basis_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.help_line_label.setText(QCoreApplication.translate("PolicyForm", u"\u544a\u77e5\u4e66\u9875\u811a\u7684\u6c42\u52a9\u7535\u8bdd", None))
        self.help_line_label.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.help_line_edit.setAccessibleName(QCoreApplication.translate("PolicyForm", u"\u544a\u77e5\u4e66\u9875\u811a\u7684\u6c42\u52a9\u7535\u8bdd", None))
#endif // QT_CONFIG(accessibility)
        self.help_line_problem.setText("")
        self.help_line_problem.setProperty(u"kind", QCoreApplication.translate("PolicyForm", u"problem", None))
        self.plain_page_check.setText(QCoreApplication.translate("PolicyForm", u"\u544a\u77e5\u4e66\u80cc\u9762\u5370\u5927\u5b57\u767d\u8bdd\uff0c\u7ed9\u6765\u8bbf\u4eba\u770b", None))
        pass
    # retranslateUi

