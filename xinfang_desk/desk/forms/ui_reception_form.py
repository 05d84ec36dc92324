# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'reception_form.ui'
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
    QLabel, QLineEdit, QSizePolicy, QWidget)

class Ui_ReceptionForm(object):
    def setupUi(self, ReceptionForm):
        if not ReceptionForm.objectName():
            ReceptionForm.setObjectName(u"ReceptionForm")
        self.form_grid = QGridLayout(ReceptionForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(10)
        self.form_grid.setVerticalSpacing(4)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.received_on_label = QLabel(ReceptionForm)
        self.received_on_label.setObjectName(u"received_on_label")

        self.form_grid.addWidget(self.received_on_label, 0, 0, 1, 4)

        self.received_on_edit = QLineEdit(ReceptionForm)
        self.received_on_edit.setObjectName(u"received_on_edit")

        self.form_grid.addWidget(self.received_on_edit, 1, 0, 1, 4)

        self.received_on_problem = QLabel(ReceptionForm)
        self.received_on_problem.setObjectName(u"received_on_problem")
        self.received_on_problem.setWordWrap(True)
        self.received_on_problem.setVisible(False)

        self.form_grid.addWidget(self.received_on_problem, 2, 0, 1, 4)

        self.postmark_on_label = QLabel(ReceptionForm)
        self.postmark_on_label.setObjectName(u"postmark_on_label")

        self.form_grid.addWidget(self.postmark_on_label, 0, 4, 1, 4)

        self.postmark_on_edit = QLineEdit(ReceptionForm)
        self.postmark_on_edit.setObjectName(u"postmark_on_edit")

        self.form_grid.addWidget(self.postmark_on_edit, 1, 4, 1, 4)

        self.postmark_on_problem = QLabel(ReceptionForm)
        self.postmark_on_problem.setObjectName(u"postmark_on_problem")
        self.postmark_on_problem.setWordWrap(True)
        self.postmark_on_problem.setVisible(False)

        self.form_grid.addWidget(self.postmark_on_problem, 2, 4, 1, 4)

        self.leader_reception_check = QCheckBox(ReceptionForm)
        self.leader_reception_check.setObjectName(u"leader_reception_check")

        self.form_grid.addWidget(self.leader_reception_check, 1, 4, 1, 4)

        self.transferred_kind_label = QLabel(ReceptionForm)
        self.transferred_kind_label.setObjectName(u"transferred_kind_label")

        self.form_grid.addWidget(self.transferred_kind_label, 3, 0, 1, 6)

        self.transferred_kind_combo = QComboBox(ReceptionForm)
        self.transferred_kind_combo.setObjectName(u"transferred_kind_combo")

        self.form_grid.addWidget(self.transferred_kind_combo, 4, 0, 1, 6)

        self.transferred_kind_problem = QLabel(ReceptionForm)
        self.transferred_kind_problem.setObjectName(u"transferred_kind_problem")
        self.transferred_kind_problem.setWordWrap(True)
        self.transferred_kind_problem.setVisible(False)

        self.form_grid.addWidget(self.transferred_kind_problem, 5, 0, 1, 6)

        self.form_label = QLabel(ReceptionForm)
        self.form_label.setObjectName(u"form_label")

        self.form_grid.addWidget(self.form_label, 3, 6, 1, 3)

        self.form_combo = QComboBox(ReceptionForm)
        self.form_combo.setObjectName(u"form_combo")

        self.form_grid.addWidget(self.form_combo, 4, 6, 1, 3)

        self.form_problem = QLabel(ReceptionForm)
        self.form_problem.setObjectName(u"form_problem")
        self.form_problem.setWordWrap(True)
        self.form_problem.setVisible(False)

        self.form_grid.addWidget(self.form_problem, 5, 6, 1, 3)

        self.transferred_on_label = QLabel(ReceptionForm)
        self.transferred_on_label.setObjectName(u"transferred_on_label")

        self.form_grid.addWidget(self.transferred_on_label, 3, 9, 1, 3)

        self.transferred_on_edit = QLineEdit(ReceptionForm)
        self.transferred_on_edit.setObjectName(u"transferred_on_edit")

        self.form_grid.addWidget(self.transferred_on_edit, 4, 9, 1, 3)

        self.transferred_on_problem = QLabel(ReceptionForm)
        self.transferred_on_problem.setObjectName(u"transferred_on_problem")
        self.transferred_on_problem.setWordWrap(True)
        self.transferred_on_problem.setVisible(False)

        self.form_grid.addWidget(self.transferred_on_problem, 5, 9, 1, 3)

        self.sending_body_label = QLabel(ReceptionForm)
        self.sending_body_label.setObjectName(u"sending_body_label")

        self.form_grid.addWidget(self.sending_body_label, 6, 0, 1, 6)

        self.sending_body_edit = QLineEdit(ReceptionForm)
        self.sending_body_edit.setObjectName(u"sending_body_edit")

        self.form_grid.addWidget(self.sending_body_edit, 7, 0, 1, 6)

        self.sending_body_problem = QLabel(ReceptionForm)
        self.sending_body_problem.setObjectName(u"sending_body_problem")
        self.sending_body_problem.setWordWrap(True)
        self.sending_body_problem.setVisible(False)

        self.form_grid.addWidget(self.sending_body_problem, 8, 0, 1, 6)

        self.sending_number_label = QLabel(ReceptionForm)
        self.sending_number_label.setObjectName(u"sending_number_label")

        self.form_grid.addWidget(self.sending_number_label, 6, 6, 1, 3)

        self.sending_number_edit = QLineEdit(ReceptionForm)
        self.sending_number_edit.setObjectName(u"sending_number_edit")

        self.form_grid.addWidget(self.sending_number_edit, 7, 6, 1, 3)

        self.sending_number_problem = QLabel(ReceptionForm)
        self.sending_number_problem.setObjectName(u"sending_number_problem")
        self.sending_number_problem.setWordWrap(True)
        self.sending_number_problem.setVisible(False)

        self.form_grid.addWidget(self.sending_number_problem, 8, 6, 1, 3)

        self.sending_due_on_label = QLabel(ReceptionForm)
        self.sending_due_on_label.setObjectName(u"sending_due_on_label")

        self.form_grid.addWidget(self.sending_due_on_label, 6, 9, 1, 3)

        self.sending_due_on_edit = QLineEdit(ReceptionForm)
        self.sending_due_on_edit.setObjectName(u"sending_due_on_edit")

        self.form_grid.addWidget(self.sending_due_on_edit, 7, 9, 1, 3)

        self.sending_due_on_problem = QLabel(ReceptionForm)
        self.sending_due_on_problem.setObjectName(u"sending_due_on_problem")
        self.sending_due_on_problem.setWordWrap(True)
        self.sending_due_on_problem.setVisible(False)

        self.form_grid.addWidget(self.sending_due_on_problem, 8, 9, 1, 3)

        self.form_grid.setColumnStretch(0, 1)
        self.form_grid.setColumnStretch(1, 1)
        self.form_grid.setColumnStretch(2, 1)
        self.form_grid.setColumnStretch(3, 1)
        self.form_grid.setColumnStretch(4, 1)
        self.form_grid.setColumnStretch(5, 1)
        self.form_grid.setColumnStretch(6, 1)
        self.form_grid.setColumnStretch(7, 1)
        self.form_grid.setColumnStretch(8, 1)
        self.form_grid.setColumnStretch(9, 1)
        self.form_grid.setColumnStretch(10, 1)
        self.form_grid.setColumnStretch(11, 1)
#if QT_CONFIG(shortcut)
        self.received_on_label.setBuddy(self.received_on_edit)
        self.postmark_on_label.setBuddy(self.postmark_on_edit)
        self.transferred_kind_label.setBuddy(self.transferred_kind_combo)
        self.form_label.setBuddy(self.form_combo)
        self.transferred_on_label.setBuddy(self.transferred_on_edit)
        self.sending_body_label.setBuddy(self.sending_body_edit)
        self.sending_number_label.setBuddy(self.sending_number_edit)
        self.sending_due_on_label.setBuddy(self.sending_due_on_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.received_on_edit, self.postmark_on_edit)
        QWidget.setTabOrder(self.postmark_on_edit, self.leader_reception_check)
        QWidget.setTabOrder(self.leader_reception_check, self.transferred_kind_combo)
        QWidget.setTabOrder(self.transferred_kind_combo, self.form_combo)
        QWidget.setTabOrder(self.form_combo, self.transferred_on_edit)
        QWidget.setTabOrder(self.transferred_on_edit, self.sending_body_edit)
        QWidget.setTabOrder(self.sending_body_edit, self.sending_number_edit)
        QWidget.setTabOrder(self.sending_number_edit, self.sending_due_on_edit)

        self.retranslateUi(ReceptionForm)
    # setupUi

    def retranslateUi(self, ReceptionForm):
        self.received_on_label.setText(QCoreApplication.translate("ReceptionForm", u"\u6536\u5230\u65e5\uff08\u7a7a\u7740\u5c31\u662f\u4eca\u5929\uff09", None))
        self.received_on_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.received_on_edit.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u6536\u5230\u65e5\uff08\u7a7a\u7740\u5c31\u662f\u4eca\u5929\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.received_on_problem.setText("")
        self.received_on_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        self.postmark_on_label.setText(QCoreApplication.translate("ReceptionForm", u"\u90ae\u6233\u65e5", None))
        self.postmark_on_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.postmark_on_edit.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u90ae\u6233\u65e5", None))
#endif // QT_CONFIG(accessibility)
        self.postmark_on_problem.setText("")
        self.postmark_on_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        self.leader_reception_check.setText(QCoreApplication.translate("ReceptionForm", u"\u9886\u5bfc\u63a5\u8bbf", None))
#if QT_CONFIG(accessibility)
        self.leader_reception_check.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u9886\u5bfc\u63a5\u8bbf", None))
#endif // QT_CONFIG(accessibility)
        self.transferred_kind_label.setText(QCoreApplication.translate("ReceptionForm", u"\u8c01\u8f6c\u6765\u7684", None))
        self.transferred_kind_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.transferred_kind_combo.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u8c01\u8f6c\u6765\u7684", None))
#endif // QT_CONFIG(accessibility)
        self.transferred_kind_problem.setText("")
        self.transferred_kind_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        self.form_label.setText(QCoreApplication.translate("ReceptionForm", u"\u6700\u65e9\u600e\u4e48\u6765\u7684", None))
        self.form_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.form_combo.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u6700\u65e9\u600e\u4e48\u6765\u7684", None))
#endif // QT_CONFIG(accessibility)
        self.form_problem.setText("")
        self.form_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        self.transferred_on_label.setText(QCoreApplication.translate("ReceptionForm", u"\u8f6c\u6765\u65e5", None))
        self.transferred_on_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.transferred_on_edit.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u8f6c\u6765\u65e5", None))
#endif // QT_CONFIG(accessibility)
        self.transferred_on_problem.setText("")
        self.transferred_on_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        self.sending_body_label.setText(QCoreApplication.translate("ReceptionForm", u"\u6765\u6587\u5355\u4f4d", None))
        self.sending_body_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.sending_body_edit.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u6765\u6587\u5355\u4f4d", None))
#endif // QT_CONFIG(accessibility)
        self.sending_body_problem.setText("")
        self.sending_body_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        self.sending_number_label.setText(QCoreApplication.translate("ReceptionForm", u"\u6765\u6587\u53f7", None))
        self.sending_number_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.sending_number_edit.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u6765\u6587\u53f7", None))
#endif // QT_CONFIG(accessibility)
        self.sending_number_problem.setText("")
        self.sending_number_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        self.sending_due_on_label.setText(QCoreApplication.translate("ReceptionForm", u"\u8981\u6c42\u529e\u7ed3\u65e5", None))
        self.sending_due_on_label.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.sending_due_on_edit.setAccessibleName(QCoreApplication.translate("ReceptionForm", u"\u8981\u6c42\u529e\u7ed3\u65e5", None))
#endif // QT_CONFIG(accessibility)
        self.sending_due_on_problem.setText("")
        self.sending_due_on_problem.setProperty(u"kind", QCoreApplication.translate("ReceptionForm", u"problem", None))
        pass
    # retranslateUi

